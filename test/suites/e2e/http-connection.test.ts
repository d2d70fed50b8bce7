import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { startHttp } from '../../support/host/http.js';

/** Everything that the server sends after these bytes, until the connection ends. */
function answerTo(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(said));
  });
}

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });

/** A POST as sent by a proxy that does not keep connections. */
const post = (url: string) =>
  [
    'POST /mcp HTTP/1.1',
    `Host: ${new URL(url).host}`,
    'Connection: close',
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    `Content-Length: ${Buffer.byteLength(LIST)}`,
    '',
    LIST,
  ].join('\r\n');

/** The first message of clients of the 2025 protocol. */
const INITIALIZE = JSON.stringify({
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
});

it('a client that has lost its stream opens it anew, whether or not the old one is known to be gone', async () => {
  const { url } = await startHttp({ args: ['--sandbox'] });
  const begun = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: INITIALIZE,
  });
  await begun.text();
  const headers = { 'mcp-session-id': begun.headers.get('mcp-session-id') ?? '' };
  const lost = await fetch(url, { headers });
  const anew = await fetch(url, { headers });
  expect([lost.status, anew.status]).toEqual([200, 200]);
  expect(await lost.text()).toBe('');
  await anew.body?.cancel();
});

it('a connection is closed where the client asks for it, and is not said to be kept', async () => {
  const { url } = await startHttp({ args: ['--sandbox'] });
  const said = await answerTo(url, post(url));
  expect(said).toContain('"tools":[');
  expect(said).toMatch(/^connection: close\r$/im);
  expect(said).not.toMatch(/keep-alive/i);
});
