import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';

/** A request as it came over the wire. */
export interface Asked {
  /** `GET /main/flows/search?filters[q][EQUALS]=a`: path below `/api/v1` as sent, query decoded. */
  line: string;
  headers: IncomingHttpHeaders;
  body: string;
}

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
export type Table = Readonly<Record<string, Reply | readonly [Reply, ...Reply[]]>>;

/** A tiny HTTP server that records what it is asked and answers from a table: all that unit tests fake. */
export class TableKestra {
  asked: Asked[] = [];
  private table: Table = {};
  private readonly given = new Map<string, number>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/v1`;
  }

  /** Request lines in the order they came. */
  get lines(): string[] {
    return this.asked.map(({ line }) => line);
  }

  /** What `KestraClient` is constructed with. */
  settings(version?: string) {
    const auth = { kind: 'none' } as const;
    return { baseUrl: this.baseUrl, tenant: 'main', auth, timeoutMs: 5_000, ...(version && { version }) };
  }

  answers(table: Table): void {
    this.asked = [];
    this.given.clear();
    this.table = table;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query] = (request.url ?? '').replace(/^\/api\/v1/, '').split('?');
    const key = `${request.method} ${path}`;
    const shown = query === undefined ? '' : `?${decodeURIComponent(query.replaceAll('+', ' '))}`;
    const asked = { line: key + shown, headers: request.headers, body: await text(request) };
    this.asked.push(asked);
    const reply = this.reply(key);
    const answer = typeof reply === 'function' ? await reply(asked, response) : reply;
    if (answer === undefined) return;
    const { status = 200, json, headers } = answer;
    const type = json === undefined ? undefined : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(json === undefined ? answer.text : JSON.stringify(json));
  }

  private reply(key: string): Reply {
    const replies = this.table[key];
    const count = this.given.get(key) ?? 0;
    this.given.set(key, count + 1);
    if (!Array.isArray(replies))
      return (replies as Reply) ?? { status: 501, text: `The test has no answer to ${key}.` };
    return replies[Math.min(count, replies.length - 1)];
  }
}

/** A Kestra for all tests of a file; each test says what it answers. */
export function useKestra(): TableKestra {
  const kestra = new TableKestra();
  beforeAll(() => kestra.listen());
  beforeEach(() => kestra.answers({}));
  afterAll(() => kestra.close());
  return kestra;
}

/** The parts of a recorded multipart body. */
export async function formOf({ headers, body }: Asked): Promise<Record<string, unknown>> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  return Object.fromEntries(form.entries());
}
