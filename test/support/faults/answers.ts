import type { ServerResponse } from 'node:http';
import { recorded } from '../kestra/recordings.js';
import { type Answer, type Fault, send } from './faulty-kestra.js';

/** Answers, as a Kestra does that refuses. */
export const answers =
  (answer: Answer): Fault =>
  ({ response }) =>
    send(response, answer);

/** Never says anything. */
export const isSilent: Fault = () => undefined;

/** The connection is reset before anything was said. */
export const resets: Fault = ({ socket }) => socket.resetAndDestroy();

/** Says half of what it has announced, and then the connection is reset, or ends as if all were well. */
export const breaksOff =
  (how: 'reset' | 'end'): Fault =>
  ({ response, socket }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
    response.write('[{"id":"half', () => (how === 'reset' ? socket.resetAndDestroy() : socket.end()));
  };

/** A byte of it each second, after the head or from the first one on. */
export const drips =
  (from: 'body' | 'head'): Fault =>
  ({ response, socket }) => {
    const text =
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[{"id":"drop"}';
    let at = from === 'head' ? 0 : text.indexOf('[');
    socket.write(text.slice(0, at));
    const timer = setInterval(() => socket.write(text.charAt(at++)), 1_000);
    socket.once('close', () => {
      clearInterval(timer);
      response.destroy();
    });
  };

/** So many bytes of JSON, one string, as fast as they are taken. */
export const floods =
  (bytes: number, head: Readonly<Record<string, string>> = {}): Fault =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', ...head });
    response.write('["');
    pour(response, Buffer.alloc(64 * 1024, 'x'), bytes);
  };

/** A stream of events that are fine, and do not end. */
export const streamsForEver =
  (event: string): Fault =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    pour(response, Buffer.from(event.repeat(50)), Number.POSITIVE_INFINITY);
  };

/** Some events, half of one, and then the connection is reset. */
export const cutsEvents =
  (events: string): Fault =>
  ({ response, socket }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`${events}id: progress\ndata: {"mess`, () => socket.resetAndDestroy());
  };

/** Leads elsewhere. */
export const redirects = (status: number, location: string): Fault =>
  answers({ status, headers: { location } });

/** JSON that is deep: lists in lists, or members in members. */
export const isDeep = (depth: number, open: '[' | '{"a":'): Fault =>
  answers({
    type: 'application/json',
    text: `${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}`,
  });

/** What a real Kestra has answered, by the recording's name, with headers of the test's own. */
export function recordedAnswer(
  name: string,
  file: '1.3-oss' | '2.0-oss',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const { status = 200, json, text, headers: given = {} } = recorded(name, file);
  return {
    status,
    text: json === undefined ? (text ?? '') : JSON.stringify(json),
    type: given['content-type'] ?? 'application/json',
    headers,
  };
}

function pour(response: ServerResponse, chunk: Buffer, bytes: number): void {
  let sent = 0;
  const more = (): void => {
    while (sent < bytes && !response.destroyed) {
      sent += chunk.byteLength;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    if (!response.destroyed) response.end('"]');
  };
  response.on('error', () => undefined);
  more();
}
