import { TooLargeError } from './errors.js';

/** Largest answer that is read as a whole, in bytes. */
const LIMIT = 10_000_000;

/** How the body of an answer is read. */
export type Read<T> = (response: Response, request: string, signal: AbortSignal) => Promise<T>;

export const readWhole: Read<Uint8Array> = (response, request, signal) =>
  readBytes(response, LIMIT, request, signal);

/**
 * Reads an answer as bytes. Past `limit` bytes the connection is cut rather than the memory filled; so it is when the
 * signal aborts, since fetch itself may have stopped listening to it by then.
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
    // What says of itself that it is too large is not even begun.
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

/** Bytes before a part that are read only to get to it, where the server sends all of them: some seconds' worth. */
const MOST_SKIPPED = 200_000_000;

/** What asks for a part, and for one that is not packed, as fetch adds; a server that cannot give one sends the whole. */
export function partHeaders({ from, most }: Span): Record<string, string> {
  return { range: `bytes=${from}-${from + most - 1}` };
}

/** Reads these bytes of an answer, and cuts the connection behind them. */
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

/** As its head says; packed answers are longer than that. */
function lengthOf({ headers }: Response): number {
  return Number(headers.get('content-length') ?? 0);
}

/** Which call answers with less is known to who has made this one. */
function tooLarge(request: string, limit: number): TooLargeError {
  const size = `${limit / 1_000_000} MB`;
  return new TooLargeError(
    'KMCP_TOO_LARGE',
    `Kestra's response to ${request} is larger than ${size} and was not read any further.`,
  );
}

/**
 * The answer with a body that ends when the signal aborts. fetch itself stops listening to its signal once the head is
 * there and the garbage collector has come by (Node 20 at least), and its body would stay open for ever.
 */
export function endingWith(response: Response, signal: AbortSignal): Response {
  if (response.body === null) return response;
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response);
}

/** Members that the host's own advice is in: whoever reads an answer takes them for its word. */
const OURS = ['next', 'note'] as const;
const LINK = /^https?:\/\//i;

/**
 * What Kestra has answered, without members that would pass for ours: its `next` and `note` are `kestra_next` and
 * `kestra_note`, and a `url` is a link to a page or is not there. Of the answer itself and of its rows; what is within them
 * is content, and stays as it is.
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

/** The same object where there is nothing to rename, which is nearly always. */
function member(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = OURS.filter((name) => Object.hasOwn(value, name));
  const { url } = value as { url?: unknown };
  const isLink = url === undefined || url === null || (typeof url === 'string' && LINK.test(url));
  if (names.length === 0 && isLink) return value;
  const members = Object.entries(value).filter(([name]) => isLink || name !== 'url');
  // Not by assignment, which takes `__proto__` for something else than a name.
  return Object.fromEntries(
    members.map(([name, each]) => [
      (OURS as readonly string[]).includes(name) ? `kestra_${name}` : name,
      each,
    ]),
  );
}
