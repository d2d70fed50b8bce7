import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from './envelope.js';
import type { Reply, StreamReply } from './reply.js';
import { ApiRequest } from './request.js';

/** A header in every response says that this is not Kestra. */
export const SERVER_NAME = 'kestra-mcp-sandbox';

export interface ServerOptions {
  host: string;
  port: number;
  /** A delay for every response, in milliseconds. */
  latency: number;
  answer(request: ApiRequest): Promise<Reply>;
  /** Turns a failure into a response. `url` is the URL of the request. */
  tell(failure: ApiError, url: string): Reply;
}

/** An HTTP server that returns every failure like Kestra. */
export class HttpServer {
  readonly #server: Server;
  readonly #closing = new AbortController();

  private constructor(private readonly options: ServerOptions) {
    this.#server = createServer((incoming, response) => {
      this.#serve(incoming, response).catch(() => response.destroy());
    });
  }

  static async listen(options: ServerOptions): Promise<HttpServer> {
    const server = new HttpServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(options.port, options.host, resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Closes all connections, including open streams. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#closing.abort();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming);
    const url = incoming.url ?? '/';
    if (this.options.latency > 0)
      await delay(this.options.latency, undefined, { signal: this.#closing.signal });
    response.setHeader('server', SERVER_NAME);
    write(response, await this.#answer(incoming, url, body));
  }

  async #answer(incoming: IncomingMessage, url: string, body: Buffer): Promise<Reply> {
    try {
      return await this.options.answer(new ApiRequest(incoming.method ?? 'GET', url, incoming.headers, body));
    } catch (error) {
      const failure =
        error instanceof ApiError
          ? error
          : new ApiError(
              500,
              `Internal server error: ${error instanceof Error ? error.message : String(error)}`,
            );
      return this.options.tell(failure, url);
    }
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function write(response: ServerResponse, reply: Reply): void {
  if ('open' in reply) return writeStream(response, reply);
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  const type = reply.contentType === null ? {} : { 'content-type': reply.contentType };
  const length = reply.status === 204 ? {} : { 'content-length': String(body.length) };
  response.writeHead(reply.status, { ...type, ...length, ...reply.headers });
  response.end(body);
}

function writeStream(response: ServerResponse, reply: StreamReply): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  const leave = reply.open({
    send: (id, data) => {
      response.write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end: () => {
      response.end();
    },
  });
  response.on('close', leave);
}
