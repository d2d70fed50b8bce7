import { request } from 'node:https';
import { CERTIFICATE } from '../../docs/errors/self-signed.js';

interface Sent {
  path: string;
  headers: Record<string, string>;
  body?: object | undefined;
}

/** Sends a request to this machine over TLS, with any host name in the headers. With a body, it is a POST. */
export function askOverTls(
  port: number,
  { path, headers, body }: Sent,
): Promise<{ status: number; text: string }> {
  const options = { host: '127.0.0.1', port, path, headers, ca: CERTIFICATE, servername: 'localhost' };
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, method: body ? 'POST' : 'GET', agent: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
