import type { KyInstance, Options } from 'ky';
import type { Effect } from '../effect.js';
import { KestraMcpError } from '../errors.js';
import { endingWith, readBytes } from './body.js';
import { credentialHeader, credentialName } from './credentials.js';
import { errorFromAnswer, NotJsonError } from './errors.js';
import { readEvents, type ServerEvent } from './events.js';
import { failure } from './failure.js';
import type { Query } from './filters.js';
import type { Route } from './route.js';
import { currentSignal } from './scope.js';
import type { KestraConfig } from './settings.js';

/** One request. The path is below `/api/v1/{tenant}`, or below `/api/v1` when `instance` is set. */
export interface KestraRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  path: Route;
  instance?: boolean;
  query?: Query;
  /** At most one body. */
  json?: unknown;
  yaml?: string;
  text?: string;
  form?: FormData;
  headers?: Readonly<Record<string, string>>;
  /** What the route does; `read` for GET and `write` for all else when left out. */
  effect?: Effect;
  /** What to do next, by status, where the route knows better than the general hint. */
  hints?: Readonly<Record<number, string>>;
}

export interface KestraAnswer {
  status: number;
  contentType: string;
  text: string;
}

/** Largest answer that is read, in bytes. */
const LIMIT = 50 * 1024 * 1024;
/** A failing answer that may pass with the next try; 500 is Kestra's word for its own bugs and stays. */
const PASSING = [429, 502, 503, 504];

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
      throw new NotJsonError(
        'KMCP_NOT_JSON',
        `The answer to ${this.name(request)} is not JSON but ${answer.contentType || 'of no stated type'}.`,
        {
          hint: `Is ${this.config.baseUrl} the address of Kestra's API, and no proxy or login page before it?`,
          cause,
        },
      );
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
    const name = this.name(request);
    const timer = new AbortController();
    const limit = setTimeout(() => timer.abort(), this.config.timeoutMs);
    try {
      const response = await this.open(request, AbortSignal.any([signal, timer.signal, ...this.scope()]));
      clearTimeout(limit);
      if (!response.ok) throw await this.refusal(request, response);
      yield* readEvents(response);
    } catch (cause) {
      if (!signal.aborted) throw this.failed(name, cause, timer.signal);
    } finally {
      clearTimeout(limit);
    }
  }

  private async exchange(request: KestraRequest): Promise<{ response: Response; bytes: Uint8Array }> {
    const name = this.name(request);
    const timer = AbortSignal.timeout(this.config.timeoutMs);
    try {
      const response = await this.open(request, AbortSignal.any([timer, ...this.scope()]));
      if (!response.ok) throw await this.refusal(request, response);
      return { response, bytes: await readBytes(response, LIMIT, name) };
    } catch (cause) {
      throw this.failed(name, cause, timer);
    }
  }

  private async open(request: KestraRequest, signal: AbortSignal): Promise<Response> {
    this.refuseWrites(request, this.name(request));
    const ky = await this.client();
    const response = await ky(this.url(request), { ...this.options(request), signal }).catch(answerOf);
    return endingWith(response, signal);
  }

  private scope(): AbortSignal[] {
    const signal = currentSignal();
    return signal ? [signal] : [];
  }

  private async refusal(request: KestraRequest, response: Response): Promise<KestraMcpError> {
    const name = this.name(request);
    const text = new TextDecoder().decode(await readBytes(response, LIMIT, name));
    const { auth } = this.config;
    return errorFromAnswer(name, response.status, text, {
      credentials: credentialName(auth),
      hints: request.hints ?? {},
    });
  }

  private failed(request: string, cause: unknown, timer: AbortSignal): KestraMcpError {
    const { baseUrl, timeoutMs } = this.config;
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

  private options({ method = 'GET', json, yaml, text, form, headers }: KestraRequest): Options {
    const body = yaml ?? text ?? form;
    const type = yaml !== undefined ? 'application/x-yaml' : text !== undefined ? 'text/plain' : undefined;
    return {
      method,
      headers: { ...(type && { 'content-type': type }), ...headers },
      retry: {
        limit: method === 'GET' ? 2 : 0,
        statusCodes: PASSING,
        afterStatusCodes: [429, 503],
        maxRetryAfter: 10_000,
      },
      ...(json !== undefined && { json }),
      ...(body !== undefined && { body }),
    };
  }

  private url({ path, instance, query = {} }: KestraRequest): string {
    const base = instance
      ? this.config.baseUrl
      : `${this.config.baseUrl}/${encodeURIComponent(this.config.tenant)}`;
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item !== undefined) search.append(key, String(item));
      }
    }
    return `${base}/${path}${search.size > 0 ? `?${search}` : ''}`;
  }

  /** How errors name a request: without host, query and credentials. */
  private name({ method = 'GET', path, instance }: KestraRequest): string {
    const whole = `/${instance ? '' : `${this.config.tenant}/`}${path}`;
    return `${method} ${whole.length > 200 ? `${whole.slice(0, 200)}…` : whole}`;
  }
}

/** ky retries on a status only when it may throw; what it throws at last carries the answer. */
function answerOf(error: unknown): Response {
  if (error instanceof Error && error.name === 'HTTPError' && 'response' in error)
    return error.response as Response;
  throw error;
}
