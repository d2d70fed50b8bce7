import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { noteClosed, noteOpened } from './opened.js';

/** A request as it came over the wire. */
export interface Asked {
  /** `GET /main/flows/search?filters[q][EQUALS]=a`: path below `/api/v1` as sent, query decoded. */
  line: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An answer: JSON, or text of any type; 200 when no status is given. */
export interface Answer {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Readonly<Record<string, string>>;
}

/** An answer, or a function that makes one or writes to the response by itself. */
export type Reply =
  | Answer
  | ((asked: Asked, response: ServerResponse) => Answer | undefined | Promise<Answer>);

/** By `METHOD /path` below `/api/v1`, without query; of a list each is given once, the last one for ever. */
export type Routes = Readonly<Record<string, Reply | readonly [Reply, ...Reply[]]>>;

/** What the fake says it is, where the host asks. */
export interface Instance {
  version: string;
  edition: 'OSS' | 'EE';
}

/** How the host learns what it talks to. */
const CONFIGS = 'GET /configs';

/** A tiny HTTP server in Kestra's place, that answers from a table and records what it is asked. */
export class FakeKestra {
  /** Every request since the routes were last set. */
  asked: Asked[] = [];
  private routes: Routes = {};
  private readonly given = new Map<string, number>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  /** With an `instance`, `GET /configs` needs no route: it is answered, and not recorded. */
  constructor(private readonly instance?: Instance) {}

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/v1`;
  }

  get version(): string | undefined {
    return this.instance?.version;
  }

  /** Request lines in the order they came. */
  get lines(): string[] {
    return this.asked.map(({ line }) => line);
  }

  /** Puts other routes in the place of those before, and forgets what was asked. */
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
    const others = known.length > 0 ? known.join(', ') : 'no route at all';
    return `The test has no answer to "${key}"; it has ${others}.`;
  }
}

function send(response: ServerResponse, { status = 200, json, text, headers }: Answer): void {
  const type = json === undefined ? undefined : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(json === undefined ? text : JSON.stringify(json));
}

/** Starts a fake Kestra on a free port of this machine: `fakeKestra({ 'GET /main/flows/acme': { json: [] } })`. */
export async function fakeKestra(routes: Routes = {}, instance: Partial<Instance> = {}): Promise<FakeKestra> {
  const kestra = new FakeKestra({ version: '1.3', edition: 'OSS', ...instance });
  kestra.answers(routes);
  await kestra.listen();
  return kestra;
}
