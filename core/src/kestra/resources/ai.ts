import type { AiBody } from '../versions/dialect.js';
import type { InstanceResource } from '../versions/instance.js';
import { KestraError, UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

const NO_PROVIDER = 'Is an AI provider configured in Kestra (kestra.ai), and can Kestra reach it?';
/** Its routes are there only with it. */
const NO_COPILOT =
  'This Kestra has no AI Copilot configured (kestra.ai): an administrator can set one up. Until then, write the YAML without it.';

/** What the AI is asked for. */
export interface GenerationRequest {
  prompt: string;
  /** YAML to start from. */
  yaml?: string | undefined;
  namespace?: string | undefined;
  providerId?: string | undefined;
}

/** Kestra's AI copilot: `/api/v1/{tenant}/ai`. It writes YAML and changes nothing; whoever saves it names a namespace. */
export class AiResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * `POST ai/generate/flow`, from 0.24: the YAML of a flow as text. It may take minutes. UnsupportedError before, and
   * for a `providerId` before 1.3; NotFoundError where no AI is configured, ServerError where it cannot be reached.
   */
  async generateFlow(request: GenerationRequest): Promise<string> {
    return this.generate('flow', (await this.instance.dialect()).generateFlow, '0.24', request);
  }

  /** `POST ai/generate/dashboard`, from 1.3: the YAML of a dashboard as text. Errors as for `generateFlow`. */
  async generateDashboard(request: GenerationRequest): Promise<string> {
    return this.generate('dashboard', (await this.instance.dialect()).generateDashboard, '1.3', request);
  }

  /**
   * `POST ai/generate/app`, from 1.3 (Enterprise Edition): the YAML of an app as text. Errors as for `generateFlow`.
   */
  async generateApp(request: GenerationRequest): Promise<string> {
    return this.generate('app', (await this.instance.dialect()).generateApp, '1.3', request);
  }

  /**
   * `POST ai/generate/test`, from 1.3 (Enterprise Edition): the YAML of a test suite as text. Errors as for
   * `generateFlow`.
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
        `This Kestra cannot generate ${kind === 'app' ? 'an' : 'a'} ${kind}: that came with Kestra ${since}.`,
      );
    }
    if (request.providerId !== undefined && !body.providerId) {
      throw new UnsupportedError('This Kestra has one AI provider: provider_id came with Kestra 1.3.', {
        hint: 'Leave provider_id out.',
      });
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
      throw new KestraError('KMCP_REFUSED', "Kestra's AI has answered with nothing.", { hint: NO_PROVIDER });
    return text;
  }
}

/** Before 1.3 there is no member for the namespace, but the wish can be told. */
function promptOf({ prompt, namespace }: GenerationRequest, body: AiBody): string {
  return body.namespace || namespace === undefined ? prompt : `${prompt}\nNamespace: ${namespace}`;
}
