import type { AiBody } from '../versions/dialect.js';
import type { InstanceResource } from '../versions/instance.js';
import { KestraError, UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

const NO_PROVIDER =
  'Check that an AI provider is configured in Kestra (kestra.ai) and that Kestra can reach it.';
/** These routes exist only if the AI Copilot is configured. */
const NO_COPILOT =
  'This Kestra instance has no AI Copilot configured (kestra.ai). Ask an administrator to set one up, or write the YAML without it.';

/** What the AI is asked to generate. */
export interface GenerationRequest {
  prompt: string;
  /** YAML to start from. */
  yaml?: string | undefined;
  namespace?: string | undefined;
  providerId?: string | undefined;
}

/** Kestra's AI Copilot: `/api/v1/{tenant}/ai`. It only writes YAML and saves nothing. */
export class AiResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Generate a flow: `POST ai/generate/flow`, since 0.24. Returns its YAML as text and may take minutes. Throws
   * UnsupportedError on an older Kestra (with a `providerId`, before 1.3), NotFoundError if no AI is configured,
   * ServerError if the AI cannot be reached.
   */
  async generateFlow(request: GenerationRequest): Promise<string> {
    return this.generate('flow', (await this.instance.dialect()).generateFlow, '0.24', request);
  }

  /**
   * Generate a dashboard: `POST ai/generate/dashboard`, since 1.3. Returns its YAML as text. Errors as for
   * `generateFlow`.
   */
  async generateDashboard(request: GenerationRequest): Promise<string> {
    return this.generate('dashboard', (await this.instance.dialect()).generateDashboard, '1.3', request);
  }

  /**
   * Generate an app: `POST ai/generate/app`, since 1.3 (Enterprise Edition). Returns its YAML as text. Errors as for
   * `generateFlow`.
   */
  async generateApp(request: GenerationRequest): Promise<string> {
    return this.generate('app', (await this.instance.dialect()).generateApp, '1.3', request);
  }

  /**
   * Generate a test suite: `POST ai/generate/test`, since 1.3 (Enterprise Edition). Returns its YAML as text. Errors
   * as for `generateFlow`.
   */
  async generateTest(request: GenerationRequest): Promise<string> {
    return this.generate('test', (await this.instance.dialect()).generateTest, '1.3', request);
  }

  private async generate(
    kind: string,
    body: AiBody | undefined,
    since: string,
    request: GenerationRequest,
  ): Promise<string> {
    if (body === undefined) {
      throw new UnsupportedError(
        `This version of Kestra cannot generate ${kind === 'app' ? 'an' : 'a'} ${kind}: that requires Kestra ${since}.`,
      );
    }
    if (request.providerId !== undefined && !body.providerId) {
      throw new UnsupportedError(
        'This version of Kestra has only one AI provider: provider_id requires Kestra 1.3.',
        {
          hint: 'Omit provider_id.',
        },
      );
    }
    const source = request.yaml ?? (body.sourceRequired ? '' : undefined);
    const { text } = await this.#http.send({
      method: 'POST',
      path: route`ai/generate/${kind}`,
      within: request.namespace === undefined ? 'instance' : { namespace: request.namespace },
      json: {
        userPrompt: promptOf(request, body),
        ...(body.conversationId && { conversationId: globalThis.crypto.randomUUID() }),
        ...(source !== undefined && { [body.source]: source }),
        ...(body.namespace && request.namespace !== undefined && { namespace: request.namespace }),
        ...(request.providerId !== undefined && { providerId: request.providerId }),
      },
      effect: 'read',
      timeoutMs: 180_000,
      hints: { 404: NO_COPILOT, 500: NO_PROVIDER, 503: NO_PROVIDER },
    });
    if (text.trim() === '')
      throw new KestraError('KMCP_REFUSED', "Kestra's AI returned an empty response.", { hint: NO_PROVIDER });
    return text;
  }
}

/** Before 1.3, the body has no member for the namespace, so the prompt names it. */
function promptOf({ prompt, namespace }: GenerationRequest, body: AiBody): string {
  return body.namespace || namespace === undefined ? prompt : `${prompt}\nNamespace: ${namespace}`;
}
