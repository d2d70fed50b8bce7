import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, badRequest, notConvertible } from './envelope.js';
import { type Part, parseMultipart } from './multipart.js';

const PREFIX = '/api/v1/';

/** A request with its body read. */
export class ApiRequest {
  /** The decoded path segments after `/api/v1`. Undefined for other paths. */
  readonly segments: string[] | undefined;
  readonly pathname: string;
  readonly query: URLSearchParams;

  constructor(
    readonly method: string,
    readonly url: string,
    readonly headers: IncomingHttpHeaders,
    readonly body: Buffer,
  ) {
    // `new URL` would resolve `..`, so it is not used.
    const mark = url.indexOf('?');
    this.pathname = mark < 0 ? url : url.slice(0, mark);
    this.query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
    this.segments = this.pathname.startsWith(PREFIX)
      ? this.pathname.slice(PREFIX.length).split('/').map(decode)
      : undefined;
  }

  get mediaType(): string | undefined {
    return this.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  }

  header(name: string): string | undefined {
    const value = this.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  text(): string {
    return this.body.toString('utf8');
  }

  json(): unknown {
    try {
      return JSON.parse(this.text());
    } catch (error) {
      throw new ApiError(422, `Invalid json: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
  }

  parts(): Part[] {
    return parseMultipart(this.body, this.headers['content-type'] ?? '');
  }

  /** An integer from the query, or `fallback` if it is missing. */
  integer(name: string, fallback: number): number {
    return this.optionalInteger(name) ?? fallback;
  }

  optionalInteger(name: string): number | undefined {
    const text = this.query.get(name);
    if (text === null || text === '') return undefined;
    if (!/^-?\d+$/.test(text)) throw notConvertible(name, text, `For input string: "${text}"`);
    return Number(text);
  }

  flag(name: string, fallback: boolean): boolean {
    const text = this.query.get(name);
    return text === null ? fallback : text === 'true';
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`Malformed path segment: ${segment}`);
  }
}
