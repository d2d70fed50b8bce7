import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';

/** One request and its answer. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Decoded by nobody yet, without what follows a "?". */
  path: string;
  /** Aborts when the client is gone before it has its answer. */
  signal: AbortSignal;
}

export function exchangeOf(request: IncomingMessage, response: ServerResponse): Exchange {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('The client disconnected.'));
  });
  // A server takes a whole URL as well, as it is sent to proxies; the name in it is judged by the Host header.
  const [path] = (request.url ?? '').replace(/^https?:\/\/[^/?]*/i, '').split('?', 1);
  return { request, response, path: path || '/', signal: gone.signal };
}

/** Who is at the other end of the connection: a proxy, where there is one. */
export function peerOf({ request }: Exchange): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
}

/** The network that a peer can choose its addresses from: of IPv6 it has 2^64 at least. */
export function networkOf(peer: string): string {
  if (isIP(peer) !== 6) return peer;
  const [head = [], tail = []] = peer.split('::').map((part) => part.split(':').filter(Boolean));
  const between = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...between, ...tail].slice(0, 4).join(':');
}

/** A proxy on this machine says that somebody else asks. */
export function isForwarded({ request: { headers } }: Exchange): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
}

/** Only what MCP goes by: neither the SDK nor a plugin has any business with credentials. */
const PASSED_ON: readonly string[] = [
  ...[
    'accept',
    'content-type',
    'last-event-id',
    'mcp-method',
    'mcp-name',
    'mcp-protocol-version',
    'mcp-session-id',
  ],
];

const ANSWERS = [
  ['application/json', 'application/*', '*/*'],
  ['text/event-stream', 'text/*', '*/*'],
] as const;

export function webRequest({ request, signal }: Exchange): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (!PASSED_ON.includes(name) && !name.startsWith('mcp-param-')) continue;
    headers.set(name, String(value));
  }
  headers.set('accept', acceptedOf(headers.get('accept') ?? '*/*'));
  return new Request('http://localhost/mcp', { method: request.method ?? 'GET', headers, signal });
}

/** With the names of both kinds of answers, which the SDK looks for, where a range such as `text/*` means them. */
function acceptedOf(given: string): string {
  const ranges = given.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  const taken = ANSWERS.filter((kind) => kind.some((range) => ranges.includes(range))).map(([name]) => name);
  return taken.length > 0 ? taken.join(', ') : given;
}

/** Longest that a client may go on sending what is refused, in milliseconds. */
const LINGER = 2_000;
/** What is somebody's own is for nobody's cache, and no page. */
const GUARDED = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Writes the answer; ends the connection of a client that takes nothing of it for so long. */
export async function send(
  { request, response }: Exchange,
  answer: Response,
  stallMs: number,
): Promise<void> {
  if (response.destroyed) return void answer.body?.cancel().catch(() => undefined);
  // Whether the connection stays is between Node and the client, whatever the SDK says.
  answer.headers.delete('connection');
  const headers = { ...GUARDED, ...Object.fromEntries(answer.headers) };
  if (answer.headers.get('content-type') === 'text/event-stream') {
    response.writeHead(answer.status, headers);
    // Who opens a stream waits for it to be open; the head of an answer goes with the first of it.
    if (request.method === 'GET') response.flushHeaders();
    await stream(response, answer.body, stallMs);
  } else {
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { ...headers, 'content-length': body.length }).write(body);
    if (!request.complete) await restOf(request);
  }
  response.end();
  await taken(response, 'finish', stallMs);
}

/**
 * Lets a client that is still sending come to an end, for a while: to close on it would take away the answer that it has not
 * read.
 */
async function restOf(request: IncomingMessage): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LINGER);
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    request.once('end', over).once('close', over).resume();
  });
}

async function stream(response: ServerResponse, body: Response['body'], stallMs: number): Promise<void> {
  if (body === null) return;
  const reader = body.getReader();
  response.once('close', () => void reader.cancel().catch(() => undefined));
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      if (!response.write(next.value)) await taken(response, 'drain', stallMs);
  } catch {
    // Its head is sent already: an end without the rest says that there was one.
    response.destroy();
  }
}

/** What is written lies with the system, or the client is gone. */
async function taken(response: ServerResponse, event: 'drain' | 'finish', stallMs: number): Promise<void> {
  if (response.destroyed || (event === 'finish' && response.writableFinished)) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => response.destroy(), stallMs);
    const done = () => {
      clearTimeout(timer);
      response.off(event, done).off('close', done);
      resolve();
    };
    response.on(event, done).on('close', done);
  });
}
