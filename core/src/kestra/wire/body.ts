import { TooLargeError } from './errors.js';

/** Largest response that is read as a whole, in bytes. */
const LIMIT = 10_000_000;

/** Reads the body of a response. */
export type Read<T> = (response: Response, request: string, signal: AbortSignal) => Promise<T>;

export const readWhole: Read<Uint8Array> = (response, request, signal) =>
  readBytes(response, LIMIT, request, signal);

/**
 * Reads a response as bytes. After `limit` bytes, the connection is closed so that memory does not fill up. It is also
 * closed when the signal aborts, because fetch itself may have stopped listening to it by then.
 */
export async function readBytes(
  response: Response,
  limit: number,
  request: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const leave = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', leave, { once: true });
  const chunks: Uint8Array[] = [];
  try {
    // Do not start to read a response that declares itself too large.
    if (lengthOf(response) > limit) throw tooLarge(request, limit);
    for (let size = 0; ; ) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > limit) throw tooLarge(request, limit);
      chunks.push(value);
    }
    signal.throwIfAborted();
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  } catch (error) {
    leave();
    throw error;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** A range of bytes: where it begins, and how many bytes it has at most. */
export interface Span {
  from: number;
  most: number;
}

/** Maximum number of bytes to skip before a part if the server sends everything: a few seconds' worth. */
const MOST_SKIPPED = 200_000_000;

/**
 * Headers that request a part. For a range, fetch also asks for an uncompressed response. A server that cannot send a
 * part sends everything.
 */
export function partHeaders({ from, most }: Span): Record<string, string> {
  return { range: `bytes=${from}-${from + most - 1}` };
}

/** Reads these bytes of a response, then closes the connection. */
export async function readPart(
  { from, most }: Span,
  response: Response,
  request: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  let skip = response.status === 206 ? from - firstByteOf(response, from) : from;
  if (skip > MOST_SKIPPED || skip < 0) throw tooFar(request, from);
  const reader = response.body.getReader();
  const leave = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', leave, { once: true });
  const chunks: Uint8Array[] = [];
  try {
    for (let left = most; left > 0; ) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      const wanted = value.subarray(skip, skip + left);
      skip = Math.max(0, skip - value.byteLength);
      left -= wanted.byteLength;
      if (wanted.byteLength > 0) chunks.push(wanted);
    }
    signal.throwIfAborted();
    return Buffer.concat(chunks);
  } finally {
    leave();
    signal.removeEventListener('abort', leave);
  }
}

function firstByteOf({ headers }: Response, wanted: number): number {
  const [, first] = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '') ?? [];
  return first === undefined ? wanted : Number(first);
}

function tooFar(request: string, from: number): TooLargeError {
  return new TooLargeError(
    'KMCP_TOO_LARGE',
    `The part of the response to ${request} that begins at byte ${from} was not read: Kestra would also send everything before it.`,
    { hint: 'Read the file from the beginning, or run a flow that splits it into smaller files.' },
  );
}

/** The length in the headers. A compressed response becomes longer than that. */
function lengthOf({ headers }: Response): number {
  return Number(headers.get('content-length') ?? 0);
}

/** Only the caller of this function knows which request has a smaller response. */
function tooLarge(request: string, limit: number): TooLargeError {
  const size = `${limit / 1_000_000} MB`;
  return new TooLargeError(
    'KMCP_TOO_LARGE',
    `Kestra's response to ${request} is larger than ${size} and was not read any further.`,
  );
}

/**
 * The response with a body that ends when the signal aborts. After the headers and a garbage collection, fetch itself
 * stops listening to its signal (at least on Node 20), and the body would stay open forever.
 */
export function endingWith(response: Response, signal: AbortSignal): Response {
  if (response.body === null) return response;
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response);
}

/** Members for the server's own advice. Whoever reads a result trusts them as the server's words. */
const OURS = ['next', 'note'] as const;
const LINK = /^https?:\/\//i;

/**
 * Kestra's response without members that would look like ours. Its `next` and `note` become `kestra_next` and
 * `kestra_note`, and a `url` is kept only if it is a link to a page. This applies to the response itself and to its
 * rows. Anything deeper is content and stays unchanged.
 */
export function asKestras(answer: unknown): unknown {
  if (Array.isArray(answer)) return rows(answer);
  if (typeof answer !== 'object' || answer === null) return answer;
  const own = member(answer) as { results?: unknown };
  if (!Array.isArray(own.results)) return own;
  const results = rows(own.results);
  return results === own.results ? own : { ...own, results };
}

function rows(list: readonly unknown[]): readonly unknown[] {
  const marked = list.map(member);
  return marked.every((row, index) => row === list[index]) ? list : marked;
}

/** Returns the same object if there is nothing to rename, which is almost always the case. */
function member(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = OURS.filter((name) => Object.hasOwn(value, name));
  const { url } = value as { url?: unknown };
  const isLink = url === undefined || url === null || (typeof url === 'string' && LINK.test(url));
  if (names.length === 0 && isLink) return value;
  const members = Object.entries(value).filter(([name]) => isLink || name !== 'url');
  // Assignment would treat `__proto__` as something other than a name.
  return Object.fromEntries(
    members.map(([name, each]) => [
      (OURS as readonly string[]).includes(name) ? `kestra_${name}` : name,
      each,
    ]),
  );
}
