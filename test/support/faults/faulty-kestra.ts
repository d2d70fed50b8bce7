import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';

/** A request as it came over the wire. */
export interface Asked {
  method: string;
  /** As sent, without `/api/v1` and the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request, and the ways to answer it or to fail at that. */
export interface Exchange {
  asked: Asked;
  response: ServerResponse;
  socket: Socket;
}

/** Does something else than to answer well. */
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

/** A server in Kestra's place that fails as the test says, and counts what it was asked and which sockets are open. */
export class FaultyKestra {
  asked: Asked[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly open = new Set<ServerResponse>();
  private fault: { fails: Fault; when: (asked: Asked) => boolean } | undefined;
  private port = 0;
  private readonly server = createServer(
    // What it sees is the test's business: no limit of its own stands before the host's, and it ends no connection that
    // the host keeps: a request may be on its way on it.
    { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0, maxHeaderSize: 1024 * 1024 },
    (request, response) => void this.serve(request, response),
  );

  /** Without a fault it answers like this. */
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

  /** Listens, at the same port as before if it did. */
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

  /** Fails like this from now on, or for the requests that are meant; forgets what it was asked. */
  fails(fails: Fault, when: (asked: Asked) => boolean = () => true): void {
    this.asked = [];
    this.fault = { fails, when };
  }

  /** Works from now on, and forgets what it was asked. */
  works(): void {
    this.asked = [];
    this.fault = undefined;
  }

  /** Sockets that somebody holds open to it. */
  get openSockets(): number {
    return this.sockets.size;
  }

  /** Requests that it has neither answered nor lost. */
  get unanswered(): number {
    return this.open.size;
  }

  /** Requests that were sent more than once though they change something: each of these once. */
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
    // Which version it is it says in any case.
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
