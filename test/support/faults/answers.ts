import type { ServerResponse } from 'node:http';
import { recorded } from '../kestra/recordings.js';
import { type Answer, type Fault, send } from './faulty-kestra.js';

/** Answers normally, such as with a refusal of Kestra. */
export const answers =
  (answer: Answer): Fault =>
  ({ response }) =>
    send(response, answer);

/** Never answers. */
export const isSilent: Fault = () => undefined;

/** Resets the connection before any answer. */
export const resets: Fault = ({ socket }) => socket.resetAndDestroy();

/** Sends half of the announced body. The connection is then reset, or closed as if nothing were wrong. */
export const breaksOff =
  (how: 'reset' | 'end'): Fault =>
  ({ response, socket }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
    response.write('[{"id":"half', () => (how === 'reset' ? socket.resetAndDestroy() : socket.end()));
  };

/** Sends one byte per second, after the headers or from the first byte on. */
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

/** Sends this many bytes of JSON as one string, as fast as the client reads. */
export const floods =
  (bytes: number, head: Readonly<Record<string, string>> = {}): Fault =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', ...head });
    response.write('["');
    pour(response, Buffer.alloc(64 * 1024, 'x'), bytes);
  };

/** Sends valid events without end. */
export const streamsForEver =
  (event: string): Fault =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    pour(response, Buffer.from(event.repeat(50)), Number.POSITIVE_INFINITY);
  };

/** Sends some events and half of another, and then resets the connection. */
export const cutsEvents =
  (events: string): Fault =>
  ({ response, socket }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`${events}id: progress\ndata: {"mess`, () => socket.resetAndDestroy());
  };

/** Redirects to another address. */
export const redirects = (status: number, location: string): Fault =>
  answers({ status, headers: { location } });

/** Deeply nested JSON: lists in lists, or objects in objects. */
export const isDeep = (depth: number, open: '[' | '{"a":'): Fault =>
  answers({
    type: 'application/json',
    text: `${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}`,
  });

/** A recorded response of a real Kestra, with headers from the test. */
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
