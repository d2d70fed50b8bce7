import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Answer, Circumstances } from './answer.js';
import { answerTo } from './answers.js';
import { match, type Table, tableOf } from './operations.js';
import { type Version } from './tables.js';

/** A request as it was received. */
export interface Recorded {
  method: string;
  /** As sent, still encoded. */
  path: string;
  /** Decoded names and values. */
  query: readonly (readonly [name: string, value: string])[];
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A server that replaces Kestra: an EE of one version that gives plausible responses and records requests. */
export class Recorder {
  readonly table: Table;
  /** Every operation that was requested. */
  readonly used = new Set<string>();
  private recorded: Recorded[] = [];
  private when: Circumstances = {};
  private readonly server = createServer((request, response) => void this.serve(request, response));

  constructor(readonly version: Version) {
    this.table = tableOf(version);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/v1`;
  }

  /** The requests since `begin`. */
  get requests(): readonly Recorded[] {
    return this.recorded;
  }

  /** Forgets earlier requests, and responds according to the new state. */
  begin(when: Circumstances): void {
    this.recorded = [];
    this.when = when;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await read(request);
    this.recorded.push(recorded);
    const { status = 200, json, text = '', type = 'application/json' } = this.answer(recorded);
    response.writeHead(status, { 'content-type': type });
    response.end(json === undefined ? text : JSON.stringify(json));
  }

  private answer({ method, path, query }: Recorded): Answer {
    const found = match(this.table, method, path);
    if (found === undefined) return { status: 404, json: { message: `Not Found: no route ${path}` } };
    this.used.add(found.name);
    return answerTo(found.name, { version: this.version, query: Object.fromEntries(query), ...this.when });
  }
}

async function read(request: IncomingMessage): Promise<Recorded> {
  const [path = '', search = ''] = (request.url ?? '').split('?');
  return {
    method: request.method ?? '',
    path,
    query: [...new URLSearchParams(search)],
    headers: request.headers,
    body: await buffer(request),
  };
}
