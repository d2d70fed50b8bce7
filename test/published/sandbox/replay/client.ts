import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { RecordedRequest } from './recording.js';

export const USER = { username: 'admin@example.com', password: 'Replay-1' };

const BOUNDARY = 'replay-boundary';

// Headers that the recorder sent with every request. The execution of a webhook contains them.
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Python-urllib/3.11' };

/** A response, as far as it has arrived. */
export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  ended: boolean;
}

/** An open request. `leave` closes it. */
export interface Exchange {
  answer(): Answer | undefined;
  leave(): void;
}

/** Sends a recorded request. The path is sent as recorded, including `..`. */
export function send(baseUrl: string, recorded: RecordedRequest): Exchange {
  const url = new URL(baseUrl);
  const { body, type } = content(recorded);
  let answer: Answer | undefined;
  const outgoing = httpRequest(
    {
      host: url.hostname,
      port: url.port,
      method: recorded.method,
      path: `${url.pathname}${recorded.path}${search(recorded)}`,
      agent: false,
      headers: sent({
        ...credentials(recorded),
        ...(type ? { 'content-type': type } : {}),
        ...HEADERS,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...recorded.headers,
      }),
    },
    (incoming) => {
      const got: Answer = {
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        text: '',
        ended: false,
      };
      answer = got;
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        got.text += chunk;
      });
      incoming.on('end', () => {
        got.ended = true;
      });
    },
  );
  outgoing.on('error', () => outgoing.destroy());
  outgoing.end(body);
  return { answer: () => answer, leave: () => outgoing.destroy() };
}

// An empty header means that the header is omitted.
function sent(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}

function search({ query }: RecordedRequest): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) params.append(name, String(each));
  }
  return params.size > 0 ? `?${params}` : '';
}

function credentials({ auth }: RecordedRequest): Record<string, string> {
  if (auth === 'none') return {};
  if (auth === 'bearer') return { authorization: 'Bearer some-token' };
  const password = auth === 'basic' ? USER.password : 'wrong';
  return { authorization: `Basic ${Buffer.from(`${USER.username}:${password}`).toString('base64')}` };
}

function content({ body, form, contentType }: RecordedRequest): { body?: string; type?: string } {
  if (form) return { body: multipart(form), type: `multipart/form-data; boundary=${BOUNDARY}` };
  const type = contentType ? { type: contentType } : {};
  if (body === undefined || body === null) return type;
  return { body: typeof body === 'string' ? body : JSON.stringify(body), ...type };
}

function multipart(form: NonNullable<RecordedRequest['form']>): string {
  const parts = Object.entries(form).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => {
      const file = typeof each === 'string' ? '' : `; filename="${each.filename}"`;
      const text = typeof each === 'string' ? each : each.content;
      return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${text}\r\n`;
    }),
  );
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
