import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { noteClosed, noteOpened } from './opened.js';

/** A request that the fake Kestra received. */
export interface Asked {
  /** Method, path below `/api/v1` as sent, and decoded query: `GET /main/flows/search?filters[q][EQUALS]=a`. */
  line: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A response: JSON or text. The default status is 200. */
export interface Answer {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Readonly<Record<string, string>>;
}

/** A response, or a function that returns one or writes to the HTTP response itself. */
export type Reply =
  | Answer
  | ((asked: Asked, response: ServerResponse) => Answer | undefined | Promise<Answer>);

/**
 * The responses by `METHOD /path`, below `/api/v1` and without a query. Each entry in a list is used once, and the last
 * one for every further request.
 */
export type Routes = Readonly<Record<string, Reply | readonly [Reply, ...Reply[]]>>;

/** The version and edition that the fake Kestra reports to the server. */
export interface Instance {
  version: string;
  edition: 'OSS' | 'EE';
}

/** The server requests this to learn the version and the edition. */
const CONFIGS = 'GET /configs';

/** A small HTTP server in place of Kestra. It responds from a table of routes and records the requests. */
export class FakeKestra {
  /** All requests since the routes were last set. */
  asked: Asked[] = [];
  private routes: Routes = {};
  private readonly given = new Map<string, number>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  /** If `instance` is given, the server responds to `GET /configs` without a route and does not record it. */
  constructor(private readonly instance?: Instance) {}

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/v1`;
  }

  get version(): string | undefined {
    return this.instance?.version;
  }

  /** The request lines, in the order of arrival. */
  get lines(): string[] {
    return this.asked.map(({ line }) => line);
  }

  /** Replaces all routes and forgets the recorded requests. */
  answers(routes: Routes): void {
    this.asked = [];
    this.given.clear();
    this.routes = routes;
  }

  async listen(): Promise<void> {
    noteOpened(this);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    noteClosed(this);
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query] = (request.url ?? '').replace(/^\/api\/v1/, '').split('?');
    const key = `${request.method} ${path}`;
    const shown = query === undefined ? '' : `?${decodeURIComponent(query.replaceAll('+', ' '))}`;
    const asked = { line: key + shown, headers: request.headers, body: await text(request) };
    const isHosts = key === CONFIGS && this.instance !== undefined && this.routes[CONFIGS] === undefined;
    if (!isHosts) this.asked.push(asked);
    const reply = isHosts ? { json: this.instance } : this.reply(key);
    const answer = typeof reply === 'function' ? await reply(asked, response) : reply;
    if (answer !== undefined) send(response, answer);
  }

  private reply(key: string): Reply {
    const replies = [this.routes[key] ?? []].flat() as Reply[];
    const count = this.given.get(key) ?? 0;
    this.given.set(key, count + 1);
    return replies[Math.min(count, replies.length - 1)] ?? { status: 501, text: this.unknown(key) };
  }

  private unknown(key: string): string {
    const known = Object.keys(this.routes).map((route) => `"${route}"`);
    const others = known.length > 0 ? `Its routes are ${known.join(', ')}.` : 'It has no routes.';
    return `This fake Kestra has no route "${key}". ${others} Add the route to fakeKestra({ … }).`;
  }
}

function send(response: ServerResponse, { status = 200, json, text, headers }: Answer): void {
  const type = json === undefined ? undefined : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(json === undefined ? text : JSON.stringify(json));
}

/** Starts a fake Kestra on a free local port: `fakeKestra({ 'GET /main/flows/acme': { json: [] } })`. */
export async function fakeKestra(routes: Routes = {}, instance: Partial<Instance> = {}): Promise<FakeKestra> {
  const kestra = new FakeKestra({ version: '1.3', edition: 'OSS', ...instance });
  kestra.answers(routes);
  await kestra.listen();
  return kestra;
}
