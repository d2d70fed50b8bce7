import type { HttpConfig } from '../../config/config.js';
import { describeError } from '../../foundation/errors.js';
import { Calls } from './calls.js';
import { Endpoint } from './endpoint.js';
import { type Exchange, peerOf, send } from './exchange.js';
import type { HttpHost } from './http-host.js';
import { checkNames } from './names.js';
import { HttpRefusal, tryAgain } from './refusal.js';
import { routesOf, servePage } from './routes.js';

/** All that is served: it judges each request, and leads it where it belongs. */
export class Site {
  private readonly calls: Calls;
  private readonly endpoint: Endpoint;
  private readonly routes = routesOf(this.host, () => this.isDraining);
  private isDraining = false;

  constructor(
    private readonly host: HttpHost,
    private readonly config: HttpConfig,
  ) {
    this.calls = new Calls(config.limits);
    this.endpoint = new Endpoint(host, config, this.calls);
  }

  /** Answers each request, whatever comes of it. */
  async serve(exchange: Exchange): Promise<void> {
    try {
      await this.lead(exchange);
    } catch (error) {
      await this.refuse(exchange, error);
    }
  }

  /** Takes nothing more on; resolves when all that was in flight is answered. */
  drain(): Promise<void> {
    this.isDraining = true;
    this.endpoint.sessions.endStreams();
    return this.calls.idle();
  }

  close(): Promise<void> {
    return this.endpoint.close();
  }

  private async lead(exchange: Exchange): Promise<void> {
    const { request, path } = exchange;
    const { host, origin } = request.headers;
    checkNames({ host, origin }, this.config);
    const page = this.routes.get(path);
    if (page !== undefined) return servePage(exchange, page, this.config.limits.stallMs);
    if (path !== this.config.path)
      throw new HttpRefusal(404, `There is nothing here: MCP is at ${this.config.path}.`);
    if (this.isDraining) throw tryAgain(503, 'This server is ending. Try again in a moment.', 5);
    const key = peerOf(exchange);
    await this.endpoint.serve(exchange, {
      owner: { caller: key, whole: key },
      host: this.host.view({ key }),
    });
  }

  private async refuse(exchange: Exchange, error: unknown): Promise<void> {
    const { response, request } = exchange;
    if (response.headersSent || response.destroyed) return void response.destroy();
    const isOurs = error instanceof HttpRefusal;
    if (!isOurs && !exchange.signal.aborted) this.host.log.warning(`http: ${describeError(error)}`);
    const refusal = isOurs
      ? error
      : new HttpRefusal(500, 'Something went wrong in this server; its log says what.');
    // What of the body was not read would be taken for the next request.
    if (!request.complete || this.isDraining) response.setHeader('connection', 'close');
    await send(exchange, refusal.answer(), this.config.limits.stallMs);
  }
}
