import type { KyInstance } from 'ky';
import { KestraMcpError } from '../errors.js';
import { endingWith, readBytes } from './body.js';
import { credentialHeader, credentialName } from './credentials.js';
import { errorFromAnswer, NotJsonError } from './errors.js';
import { readEvents, type ServerEvent } from './events.js';
import { failure } from './failure.js';
import { type KestraRequest, requestName, requestOptions, requestUrl } from './request.js';
import { currentSignal } from './scope.js';
import type { KestraConfig } from './settings.js';

export interface KestraAnswer {
  status: number;
  contentType: string;
  text: string;
}

/** Largest answer that is read, in bytes. */
const LIMIT = 50 * 1024 * 1024;

/** Sends requests to Kestra with its credentials, a time limit, retries of reads, and one kind of error. */
export class KestraHttp {
  private ky: Promise<KyInstance> | undefined;
  private readonly headers: Record<string, string>;

  constructor(
    private readonly config: KestraConfig,
    private readonly readOnly: boolean,
  ) {
    this.headers = credentialHeader(config.auth);
  }

  /** The tenant whose paths requests go to. */
  get tenant(): string {
    return this.config.tenant;
  }

  /** The parsed answer; undefined for an empty body. */
  async json<T>(request: KestraRequest): Promise<T> {
    const answer = await this.send(request);
    if (answer.text.trim() === '') return undefined as T;
    try {
      return JSON.parse(answer.text) as T;
    } catch (cause) {
      throw this.notJson(request, answer.contentType || 'of no stated type', cause);
    }
  }

  /** The answer as text, whatever its type. */
  async send(request: KestraRequest): Promise<KestraAnswer> {
    const { response, bytes } = await this.exchange(request);
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      text: new TextDecoder().decode(bytes),
    };
  }

  /** The answer as bytes, such as a file's content. */
  async bytes(request: KestraRequest): Promise<Uint8Array> {
    return (await this.exchange(request)).bytes;
  }

  /** Server-sent events as they come, until Kestra closes the stream, `signal` aborts it, or the call is cancelled. */
  async *events(request: KestraRequest, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const name = requestName(request, this.config);
    const timer = new AbortController();
    const limit = setTimeout(() => timer.abort(), this.config.timeoutMs);
    try {
      const response = await this.open(request, AbortSignal.any([signal, timer.signal, ...this.scope()]));
      clearTimeout(limit);
      if (!response.ok) throw await this.refusal(request, response);
      yield* readEvents(response);
    } catch (cause) {
      if (!signal.aborted) throw this.failed(name, cause, timer.signal, this.config.timeoutMs);
    } finally {
      clearTimeout(limit);
    }
  }

  private async exchange(request: KestraRequest): Promise<{ response: Response; bytes: Uint8Array }> {
    const name = requestName(request, this.config);
    const timer = AbortSignal.timeout(this.limit(request));
    try {
      const response = await this.open(request, AbortSignal.any([timer, ...this.scope()]));
      if (!response.ok) throw await this.refusal(request, response);
      if (/^text\/html/i.test(response.headers.get('content-type') ?? ''))
        throw this.notJson(request, 'a web page');
      return { response, bytes: await readBytes(response, LIMIT, name) };
    } catch (cause) {
      throw this.failed(name, cause, timer, this.limit(request));
    }
  }

  private async open(request: KestraRequest, signal: AbortSignal): Promise<Response> {
    this.refuseWrites(request, requestName(request, this.config));
    const ky = await this.client();
    const response = await ky(requestUrl(request, this.config), { ...requestOptions(request), signal }).catch(
      answerOf,
    );
    return endingWith(response, signal);
  }

  private scope(): AbortSignal[] {
    const signal = currentSignal();
    return signal ? [signal] : [];
  }

  private async refusal(request: KestraRequest, response: Response): Promise<KestraMcpError> {
    const name = requestName(request, this.config);
    const text = new TextDecoder().decode(await readBytes(response, LIMIT, name));
    const { auth } = this.config;
    if (response.headers.has('location')) return redirected(name, response);
    return errorFromAnswer(name, response.status, text, {
      credentials: credentialName(auth),
      hints: request.hints ?? {},
    });
  }

  private limit({ timeoutMs = 0 }: KestraRequest): number {
    return Math.max(this.config.timeoutMs, timeoutMs);
  }

  private notJson(request: KestraRequest, what: string, cause?: unknown): NotJsonError {
    const name = requestName(request, this.config);
    return new NotJsonError('KMCP_NOT_JSON', `The answer to ${name} is not JSON but ${what}.`, {
      hint: `Is ${this.config.baseUrl} the address of Kestra's API, and no proxy or login page before it?`,
      cause,
    });
  }

  private failed(request: string, cause: unknown, timer: AbortSignal, timeoutMs: number): KestraMcpError {
    const { baseUrl } = this.config;
    const cancelled = currentSignal()?.aborted ?? false;
    return failure(cause, { request, baseUrl, timeoutMs, cancelled, timedOut: timer.aborted });
  }

  /** Selection has refused writes already; this holds for plugins that go past their own declarations. */
  private refuseWrites({ effect, method = 'GET' }: KestraRequest, name: string): void {
    if (!this.readOnly || (effect ?? (method === 'GET' ? 'read' : 'write')) === 'read') return;
    throw new KestraMcpError('KMCP_READ_ONLY', `${name} was not sent: this server is read-only.`);
  }

  private client(): Promise<KyInstance> {
    this.ky ??= import('ky').then(({ default: ky }) => ky.create({ timeout: false, headers: this.headers }));
    return this.ky;
  }
}

/** ky retries on a status only when it may throw; what it throws at last carries the answer. */
function answerOf(error: unknown): Response {
  if (error instanceof Error && error.name === 'HTTPError' && 'response' in error)
    return error.response as Response;
  throw error;
}

function redirected(request: string, { status, headers }: Response): KestraMcpError {
  const place = headers.get('location') ?? '';
  // The query of a login page may hold tokens.
  const target = (URL.canParse(place) ? new URL(place).origin : place.split('?')[0]) ?? '';
  return new KestraMcpError(
    'KMCP_REFUSED',
    `${request} was answered with ${status}, a redirect to ${target.slice(0, 200)}.`,
    {
      hint: 'Nothing was sent there. Set KESTRA_BASE_URL to the address that Kestra itself answers at.',
    },
  );
}
