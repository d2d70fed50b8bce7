import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../../../test/dist/sandbox/index.js';
import { startCompany } from './company.ts';
import { ASKS_FOR_THE_GRAPH, type FakeGemini, graphIn, startFakeGemini } from './fake-gemini.ts';

const FOLDER = fileURLToPath(new URL('../', import.meta.url));
const LIMIT_MS = 180_000;

let company: Sandbox;
let model: FakeGemini;
let web: ChildProcess;
let url: string;

before(async () => {
  company = await startCompany();
  model = await startFakeGemini(ASKS_FOR_THE_GRAPH, (request) => [
    { text: 'The ' },
    { text: 'graph:\n' },
    { text: graphIn(request) },
  ]);
  const port = await freePort();
  url = `http://localhost:${port}`;
  web = spawn('npm', ['run', '--silent', 'web', '--', '--port', `${port}`], {
    cwd: FOLDER,
    detached: true,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      GEMINI_API_KEY: 'test-key',
      GOOGLE_GEMINI_BASE_URL: model.url,
      KESTRA_BASE_URL: company.baseUrl,
    },
  });
});

after(async () => {
  // npm, the dev UI and the server.
  if (web.pid !== undefined && web.exitCode === null) process.kill(-web.pid, 'SIGKILL');
  model.close();
  await company.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The dev UI's own requests, tried until it is there. */
async function ask(path: string, body?: object): Promise<Response> {
  for (const deadline = Date.now() + LIMIT_MS; ; await wait(200)) {
    try {
      return await fetch(`${url}${path}`, {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(LIMIT_MS),
      });
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

interface StreamedEvent {
  partial?: boolean;
  content?: { parts: { text?: string }[] };
}

/** A prompt in a new session, as the dev UI sends it. */
async function run(sessionId: string, streaming: boolean): Promise<StreamedEvent[]> {
  const session = { appName: 'google-mcp-client', userId: 'user', sessionId };
  await ask(`/apps/google-mcp-client/users/user/sessions/${sessionId}`, {});
  const newMessage = { role: 'user', parts: [{ text: 'List dependencies for the namespace company' }] };
  const text = await (await ask('/run_sse', { ...session, newMessage, streaming })).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
}

/** The text of each event that has some. */
function textsOf(events: StreamedEvent[]): string[] {
  return events
    .map(({ content }) => (content?.parts ?? []).map(({ text = '' }) => text).join(''))
    .filter(Boolean);
}

test('the dev UI offers this agent by its name, and no other', async () => {
  assert.deepEqual(await (await ask('/list-apps')).json(), ['google-mcp-client']);
  assert.match(await (await ask('/')).text(), /<html/i);
});

test('with token streaming, tokens come one by one, and the tool reaches Kestra', async () => {
  const events = await run('s1', true);
  const tokens = textsOf(events.filter(({ partial }) => partial));
  assert.deepEqual(tokens.slice(0, 2), ['The ', 'graph:\n']);
  assert.match(tokens.join(''), /flow1 ────▶ flow2\n {12}flow2 ────▶ flow3a/);
  assert.match(tokens.join(''), /Legend:/);
  assert.deepEqual(textsOf(events.filter(({ partial }) => !partial)), [tokens.join('')]);
  const asked = company.requests.map(({ method, path }) => `${method} ${path}`);
  assert.ok(asked.includes('GET /api/v1/main/namespaces/company/dependencies'), asked.join('\n'));
});

test('without token streaming, the answer comes as a whole', async () => {
  const events = await run('s2', false);
  assert.equal(textsOf(events).length, 1);
  assert.equal(model.requests.at(-1)?.streamed, false);
});
