import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';

/** A request and its response. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Not decoded, and without the query. */
  path: string;
  /** Aborts if the client disconnects before it has its response. */
  signal: AbortSignal;
}

export function exchangeOf(request: IncomingMessage, response: ServerResponse): Exchange {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('The client disconnected.'));
  });
  // A request line can contain a whole URL, as it is sent to proxies. Only the Host header decides about its name.
  const [path] = (request.url ?? '').replace(/^https?:\/\/[^/?]*/i, '').split('?', 1);
  return { request, response, path: path || '/', signal: gone.signal };
}

/** The address at the other end of the connection, which may be a proxy. */
export function peerOf({ request }: Exchange): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
}

/** The network from which a peer can choose its addresses. With IPv6, that is at least a /64. */
export function networkOf(peer: string): string {
  if (isIP(peer) !== 6) return peer;
  const [head = [], tail = []] = peer.split('::').map((part) => part.split(':').filter(Boolean));
  const between = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...between, ...tail].slice(0, 4).join(':');
}

/** Whether a proxy forwards the request for somebody else. */
export function isForwarded({ request: { headers } }: Exchange): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
}

/** Only the headers that MCP uses. Neither the SDK nor a plugin may see credentials. */
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

/** Replaces ranges such as `text/*` with the two media types that the SDK looks for. */
function acceptedOf(given: string): string {
  const ranges = given.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  const taken = ANSWERS.filter((kind) => kind.some((range) => ranges.includes(range))).map(([name]) => name);
  return taken.length > 0 ? taken.join(', ') : given;
}

/** How long a refused client may continue to send, in milliseconds. */
const LINGER = 2_000;
/** Responses are personal, so nothing may cache them, and they are not web pages. */
const GUARDED = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Writes the response. Disconnects a client that reads none of it for `stallMs`. */
export async function send(
  { request, response }: Exchange,
  answer: Response,
  stallMs: number,
): Promise<void> {
  if (response.destroyed) return void answer.body?.cancel().catch(() => undefined);
  // Node decides whether the connection stays open, not the SDK.
  answer.headers.delete('connection');
  const headers = { ...GUARDED, ...Object.fromEntries(answer.headers) };
  if (answer.headers.get('content-type') === 'text/event-stream') {
    response.writeHead(answer.status, headers);
    // A client that opens a stream waits for the headers, which Node would otherwise send with the first data.
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
 * Waits a while for a client that is still sending. If the connection closed now, the client would lose the response.
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
    // The status was already sent. Closing the connection abruptly is the only way to show the failure.
    response.destroy();
  }
}

/** Waits until the data is handed to the operating system, or the client is gone. */
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
