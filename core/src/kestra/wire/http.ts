import type { KyInstance } from 'ky';
import { KestraMcpError } from '../../foundation/errors.js';
import { observed } from '../../observe/asked.js';
import { proxyOf } from '../address/proxy.js';
import { credentialsOfCall, refuseUnsent, settingsOfCall, tellCaller } from '../asking.js';
import type { Fence } from '../fence/fence.js';
import { Guard } from '../fence/guard.js';
import type { WithinKnown } from '../fence/within.js';
import type { KestraConfig } from '../settings.js';
import { asKestras, endingWith, partHeaders, type Read, readPart, readWhole, type Span } from './body.js';
import { Deadline } from './deadline.js';
import { readEvents, type ServerEvent } from './events.js';
import { failure, orMaybeDone } from './failure.js';
import { redirected } from './redirect.js';
import { errorFromAnswer, jsonOfAnswer, notJson, type Refusal, refusalOf } from './refusal.js';
import { sentBy } from './refused/sent-hint.js';
import { isFailure, isProblemType } from './refused/words.js';
import {
  createKy,
  effectOf,
  type KestraAnswer,
  type KestraRequest,
  longestWait,
  requestName,
  requestOptions,
  requestUrl,
} from './request.js';
import { answerOf, worthRetry } from './retry.js';
import { currentSignal, currentSignals } from './scope.js';

/** Sends requests to Kestra with the credentials of the call, a time limit, retries of reads and one kind of error. */
export class KestraHttp {
  // Private at run time, so that plugins cannot lift limits that apply to everyone.
  readonly #config: KestraConfig;
  readonly #readOnly: boolean;
  readonly #fence: Fence | undefined;
  readonly #guard: Guard | undefined;
  #ky: Promise<KyInstance> | undefined;

  constructor(config: KestraConfig, readOnly: boolean, fence?: Fence) {
    this.#config = config;
    this.#readOnly = readOnly;
    this.#fence = fence;
    this.#guard = fence && new Guard(fence, (path) => this.json({ path, within: 'answer' }));
  }

  /** The fixed namespaces, with which resources narrow their lists. */
  get fence(): Fence | undefined {
    return this.#fence;
  }

  /** The tenant in the paths of requests. */
  get tenant(): string {
    return this.#settings.tenant;
  }

  /** The address that requests go to. It ends in `/api/v1`. */
  get baseUrl(): string {
    return this.#config.baseUrl;
  }

  /** The parsed response. An empty one is an error: it says neither that there is nothing nor what was done. */
  async json<T>(request: KestraRequest): Promise<T> {
    const answer = this.#required<T>(request);
    if (request.within !== 'answer' || this.#guard === undefined) return answer;
    return this.#guard.inside(request.path, requestName(request, this.#settings), answer);
  }

  /** The parsed response of a route that may have none. Undefined for an empty body. */
  async jsonIfAny<T>(request: KestraRequest<WithinKnown>): Promise<T | undefined> {
    const { text, contentType, status } = await this.#text(request);
    if (text.trim() === '') return undefined;
    const parsed = jsonOfAnswer({ text, contentType }, request, this.#settings);
    if (isFailure(parsed)) throw this.#refused(request, { status, body: text, contentType });
    return asKestras(parsed) as T;
  }

  /** The response as text, whatever its content type. */
  async send(request: KestraRequest<WithinKnown>): Promise<KestraAnswer> {
    return this.#text(request);
  }

  /** The response as bytes, such as the content of a file. */
  async bytes(request: KestraRequest<WithinKnown>): Promise<Uint8Array> {
    return this.#exchange(request, readWhole);
  }

  /** A part of the response as bytes, however long the response is. Shorter than requested at its end. */
  async part(request: KestraRequest<WithinKnown>, span: Span): Promise<Uint8Array> {
    const headers = { ...request.headers, ...partHeaders(span) };
    return this.#exchange({ ...request, headers }, (...answer) => readPart(span, ...answer));
  }

  /** Server-sent events as they arrive, until Kestra closes the stream, `signal` aborts or the call is cancelled. */
  async *events(request: KestraRequest<WithinKnown>, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const name = requestName(request, this.#settings);
    await this.#admit(request, name);
    const deadline = new Deadline(this.#config.timeoutMs, [signal, ...currentSignals()]);
    try {
      const response = await this.#open(request, deadline);
      deadline.begun = true;
      deadline.lift();
      if (!response.ok) throw await this.#refusal(request, response, deadline.signal);
      yield* readEvents(endingWith(response, deadline.signal), name);
    } catch (cause) {
      if (!signal.aborted) throw this.#failed(request, cause, deadline);
    } finally {
      deadline.release();
    }
  }

  async #required<T>(request: KestraRequest): Promise<T> {
    const answer = await this.jsonIfAny<T>(request as KestraRequest<WithinKnown>);
    if (answer !== undefined) return answer;
    throw orMaybeDone(notJson(requestName(request, this.#settings), 'empty', this.#config), request);
  }

  async #text(request: KestraRequest): Promise<KestraAnswer> {
    return this.#exchange(request, async (response, name, signal) => ({
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      text: new TextDecoder().decode(await readWhole(response, name, signal)),
    }));
  }

  async #exchange<T>(request: KestraRequest, read: Read<T>): Promise<T> {
    const name = requestName(request, this.#settings);
    await this.#admit(request, name);
    const deadline = new Deadline(longestWait(request, this.#config), currentSignals());
    try {
      const response = await this.#open(request, deadline);
      deadline.begun = true;
      if (!response.ok || isProblemType(response.headers.get('content-type') ?? ''))
        throw await this.#refusal(request, response, deadline.signal);
      if (/^text\/html/i.test(response.headers.get('content-type') ?? ''))
        throw notJson(name, 'a web page', this.#config);
      return await read(response, name, deadline.signal);
    } catch (cause) {
      throw orMaybeDone(this.#failed(request, cause, deadline), request);
    } finally {
      deadline.release();
    }
  }

  async #open(request: KestraRequest, deadline: Deadline): Promise<Response> {
    this.#ky ??= createKy(this.#config);
    const ky = await this.#ky;
    const settings = this.#settings;
    const { headers, ...options } = requestOptions(request, settings, (error) => worthRetry(error, deadline));
    const answer = await observed(request, settings.baseUrl, (more) =>
      answerOf(
        ky(requestUrl(request, settings), {
          ...options,
          headers: { ...headers, ...more },
          signal: deadline.signal,
        }),
      ),
    );
    tellCaller(request, answer.status);
    return answer;
  }

  async #refusal(request: KestraRequest, response: Response, signal: AbortSignal): Promise<KestraMcpError> {
    const name = requestName(request, this.#settings);
    const body = new TextDecoder().decode(await readWhole(response, name, signal));
    if (response.headers.has('location')) return redirected(name, response);
    return this.#refused(request, refusalOf(response, body));
  }

  #refused(request: KestraRequest, refusal: Refusal): KestraMcpError {
    const credentials = credentialsOfCall(this.#config);
    const asked = { credentials, hints: request.hints ?? {}, baseUrl: this.baseUrl, sent: sentBy(request) };
    return errorFromAnswer(requestName(request, this.#settings), refusal, asked);
  }

  #failed(request: KestraRequest, cause: unknown, { timedOut, begun }: Deadline): KestraMcpError {
    const { baseUrl } = this.#config;
    const proxy = proxyOf(this.#config);
    const asked = { request: requestName(request, this.#settings), reads: effectOf(request) === 'read' };
    const how = { cancelled: currentSignal()?.aborted ?? false, timedOut, begun };
    return failure(cause, {
      ...asked,
      baseUrl,
      proxy,
      timeoutMs: longestWait(request, this.#config),
      ...how,
    });
  }

  async #admit(request: KestraRequest, name: string): Promise<void> {
    const { callersOnly } = this.#config;
    refuseUnsent(request, name, { isReadOnly: this.#readOnly, callersOnly });
    await this.#guard?.admit(request, name);
  }

  /** The settings for the current call. */
  get #settings(): KestraConfig {
    return settingsOfCall(this.#config);
  }
}
