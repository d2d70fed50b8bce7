import type { HttpConfig } from '../../config/config.js';
import { describeError } from '../../foundation/errors.js';
import { credentialKey, type Heard, withoutCredentials } from '../../kestra/caller.js';
import { asCaller } from '../../kestra/wire/scope.js';
import { Endpoint } from './endpoint.js';
import { type Exchange, networkOf, peerOf, send } from './exchange.js';
import type { HttpHost, HttpMetrics, Open } from './http-host.js';
import { refusalOf, tryAgain } from './refusal.js';
import { routesOf, servePage } from './routes.js';
import { Calls } from './visitor/calls.js';
import { callerIn, refuseTwo } from './visitor/credentials.js';
import { answerBrowser } from './visitor/cross-origin.js';
import { Guesses } from './visitor/guesses.js';
import { checkNames } from './visitor/names.js';
import { narrowingIn, notHere } from './visitor/narrowing.js';
import type { Visitor } from './visitor/visitor.js';

/** Everything that is served over HTTP: checks each request, and routes it. */
export class Site {
  private readonly calls: Calls;
  private readonly guesses = new Guesses();
  private readonly endpoint: Endpoint;
  private readonly routes = routesOf(
    this.host,
    () => this.isDraining,
    () => this.metrics,
  );
  private metrics: HttpMetrics | undefined;
  private isDraining = false;

  constructor(
    private readonly host: HttpHost,
    private readonly config: HttpConfig,
  ) {
    this.calls = new Calls(config.limits);
    this.endpoint = new Endpoint(host, config, this.calls);
  }

  /** Must run before the first request, so that all are counted. */
  async count(connections: Open['connections']): Promise<void> {
    const sessions = () => this.endpoint.sessions;
    this.metrics = await this.host.metrics({ sessions, connections });
  }

  /** Answers every request, also if something fails. */
  async serve(exchange: Exchange): Promise<void> {
    try {
      await this.lead(exchange);
    } catch (error) {
      await this.refuse(exchange, error);
    } finally {
      if (exchange.response.headersSent) this.metrics?.answered(exchange.response.statusCode);
    }
  }

  /** Stops accepting requests. Resolves when all requests in flight are answered. */
  drain(): Promise<void> {
    this.isDraining = true;
    return this.calls.idle();
  }

  close(): Promise<void> {
    return this.endpoint.close();
  }

  private async lead(exchange: Exchange): Promise<void> {
    const { request, path } = exchange;
    const { host, origin } = request.headers;
    const page = this.routes.get(path);
    // A health probe uses an address that the configuration cannot know. A web page sends its origin.
    if (page?.local !== false || origin !== undefined) checkNames({ host, origin }, this.config);
    if (answerBrowser(exchange)) return;
    if (page !== undefined) return servePage(exchange, page, this.config.limits.stallMs);
    if (this.isDraining) throw tryAgain(503, 'This server is shutting down. Try again in a moment.', 5);
    await this.endpoint.serve(exchange, this.visitorOf(exchange));
  }

  private visitorOf(exchange: Exchange): Visitor {
    const { config } = this;
    const { path, request } = exchange;
    if (path !== config.path && !path.startsWith(`${config.path}/`)) throw notHere(config.path);
    const narrowing = narrowingIn(path.slice(config.path.length), request.headers, config.path);
    const caller = callerIn(request.headers, config);
    if (caller !== undefined) refuseTwo(request.headersDistinct.authorization);
    const peer = peerOf(exchange);
    // A client without credentials is identified by its address.
    const account = caller === undefined ? peer : credentialKey(caller.auth);
    const from = networkOf(peer);
    const heard = (of: Heard): void => this.guesses.heard(from, account, of);
    const seen = { ...(caller && { caller: withoutCredentials(caller) }), ...(narrowing && { narrowing }) };
    return {
      account,
      room: caller === undefined || this.guesses.isKnown(account) ? account : `new from ${from}`,
      key: JSON.stringify([caller?.key, narrowing]),
      begin: () => (caller === undefined ? () => undefined : this.guesses.begin(from, account)),
      strayed: () => (caller === undefined ? undefined : heard('doubtful')),
      view: () => this.host.view(seen),
      as: (run) => (caller === undefined ? run() : asCaller({ ...caller, heard }, run)),
    };
  }

  private async refuse(exchange: Exchange, error: unknown): Promise<void> {
    const { response, request, signal } = exchange;
    if (response.headersSent || response.destroyed) return void response.destroy();
    const refusal = refusalOf(error);
    if (refusal.status === 500 && !signal.aborted)
      this.host.log.warning(`http: ${describeError(refusal.cause)}`);
    // An unread rest of the body would be parsed as the next request.
    if (!request.complete || this.isDraining) response.setHeader('connection', 'close');
    await send(exchange, refusal.answer(), this.config.limits.stallMs);
  }
}
