import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';

/** A request as it was received. */
export interface Asked {
  method: string;
  /** As sent, but without `/api/v1` and the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request, with what is needed to answer it or to fail. */
export interface Exchange {
  asked: Asked;
  response: ServerResponse;
  socket: Socket;
}

/** Replaces the normal answer with a fault. */
export type Fault = (exchange: Exchange) => unknown;

export interface Answer {
  status?: number;
  json?: unknown;
  text?: string;
  type?: string;
  headers?: Readonly<Record<string, string>>;
}

const running = new Set<FaultyKestra>();

afterAll(async () => {
  await Promise.all([...running].map((kestra) => kestra.down()));
});

/** A Kestra that fails as the test wants. It records requests, and counts open sockets. */
export class FaultyKestra {
  asked: Asked[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly open = new Set<ServerResponse>();
  private fault: { fails: Fault; when: (asked: Asked) => boolean } | undefined;
  private port = 0;
  private readonly server = createServer(
    // Without limits of its own, which could take effect before the server's. It does not close idle connections,
    // because a request may be on its way.
    { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0, maxHeaderSize: 1024 * 1024 },
    (request, response) => void this.serve(request, response),
  );

  /** `usual` returns the answer when there is no fault. */
  constructor(private readonly usual: (asked: Asked) => Answer) {
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/api/v1`;
  }

  /** Starts to listen, on the same port as before. */
  async up(): Promise<this> {
    running.add(this);
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Refuses connections from now on. */
  async down(): Promise<void> {
    running.delete(this);
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Fails like this from now on, for all requests or those that `when` selects. Forgets earlier requests. */
  fails(fails: Fault, when: (asked: Asked) => boolean = () => true): void {
    this.asked = [];
    this.fault = { fails, when };
  }

  /** Answers normally from now on. Forgets earlier requests. */
  works(): void {
    this.asked = [];
    this.fault = undefined;
  }

  /** Number of sockets that clients keep open. */
  get openSockets(): number {
    return this.sockets.size;
  }

  /** Number of requests that are neither answered nor aborted. */
  get unanswered(): number {
    return this.open.size;
  }

  /** Requests that change something and were sent more than once. Each is listed once. */
  get repeated(): string[] {
    const changes = this.asked
      .filter(({ method }) => method !== 'GET' && method !== 'HEAD')
      .map(({ method, path, query }) => `${method} ${path}?${query}`);
    return [...new Set(changes.filter((line, index) => changes.indexOf(line) !== index))];
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
    const [path = '', search] = (request.url ?? '').split('?');
    const asked: Asked = {
      method: request.method ?? '',
      path: path.replace(/^\/api\/v1/, ''),
      query: new URLSearchParams(search),
      headers: request.headers,
      body: await text(request).catch(() => ''),
    };
    this.asked.push(asked);
    // Always answers the question for its version.
    if (path.endsWith('/configs')) return send(response, this.usual(asked));
    if (this.fault?.when(asked)) this.fault.fails({ asked, response, socket: request.socket });
    else send(response, this.usual(asked));
  }
}

export function send(
  response: ServerResponse,
  { status = 200, json, text = '', type, headers }: Answer,
): void {
  const kind = type ?? (json === undefined ? 'text/plain' : 'application/json');
  response.writeHead(status, { 'content-type': kind, ...headers });
  response.end(json === undefined ? text : JSON.stringify(json));
}
