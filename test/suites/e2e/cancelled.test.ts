import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { type FakeKestra, fakeKestra, type Reply } from '../../published/kit/fake-kestra.js';
import { startFrom } from '../../support/programs/environment.js';
import { until } from '../../support/until.js';

const RUNNING = { id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'RUNNING' }, taskRunList: [] };
const LOOK = 'GET /main/executions/e1';
/** Requests that Kestra has not answered, by their request line. */
const open = new Map<string, number>();

/** A response that never comes, or a stream that never ends. */
function held(line: string, stream?: string): Reply {
  return (_, response) => {
    open.set(line, (open.get(line) ?? 0) + 1);
    response.once('close', () => open.set(line, (open.get(line) ?? 1) - 1));
    if (stream !== undefined) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(stream);
    }
    return undefined;
  };
}

const FOLLOW = 'GET /main/logs/e1/follow';
const LINE = JSON.stringify({ timestamp: '2026-01-01T00:00:00Z', level: 'INFO', message: 'hello' });

let kestra: FakeKestra;
beforeAll(async () => {
  kestra = await fakeKestra();
});
afterAll(() => kestra.close());
afterEach(() => open.clear());

type Call = (name: string, args: object, signal: AbortSignal, heard?: () => void) => Promise<unknown>;

/** The clients that cancel, each in a different way. */
const CLIENTS: [
  string,
  () => Promise<{ call: Call; ping: () => Promise<unknown>; close: () => Promise<void> }>,
][] = [
  ['v2 in 2026-07-28', () => v2({ pin: '2026-07-28' })],
  ['v2 in 2025-11-25', () => v2('legacy')],
  ['v1', v1],
];

const program = () => {
  const { args, ...rest } = startFrom({ env: { KESTRA_BASE_URL: kestra.baseUrl } });
  return { command: process.execPath, args, ...rest };
};

async function v2(mode: 'legacy' | { pin: '2026-07-28' }) {
  const client = new Client({ name: 'c', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StdioClientTransport(program()));
  return {
    call: ((name, args, signal, heard = () => undefined) =>
      client.callTool({ name, arguments: { ...args } }, { signal, onprogress: heard })) as Call,
    ping: () => client.listTools(),
    close: () => client.close(),
  };
}

async function v1() {
  const client = new ClientV1({ name: 'c', version: '1' });
  await client.connect(new TransportV1(program()));
  return {
    call: ((name, args, signal, heard = () => undefined) =>
      client.callTool({ name, arguments: { ...args } }, undefined, { signal, onprogress: heard })) as Call,
    ping: () => client.listTools(),
    close: () => client.close(),
  };
}

describe.each(CLIENTS)('a call that is cancelled by %s', (_, connect) => {
  let host: Awaited<ReturnType<typeof connect>>;
  beforeAll(async () => {
    host = await connect();
  });
  afterAll(() => host.close());

  const isOpen = (line: string) => (open.get(line) ?? 0) > 0;
  /** Cancels once there is an open request, and waits until it has ended. */
  async function cancelled(call: (signal: AbortSignal) => Promise<unknown>, lines: readonly string[]) {
    const cancel = new AbortController();
    const calling = call(cancel.signal);
    calling.catch(() => undefined);
    await until(() => (lines.every(isOpen) ? true : undefined));
    cancel.abort('not wanted any more');
    await expect(calling).rejects.toThrow();
    await until(() => (lines.some(isOpen) ? undefined : true));
    await host.ping();
  }

  it('ends its request to Kestra', async () => {
    const line = 'GET /main/namespaces/a/kv/k';
    kestra.answers({ [line]: held(line) });
    await cancelled(
      (signal) => host.call('manage_kv_store', { action: 'get', namespace: 'a', key: 'k' }, signal),
      [line],
    );
    expect(kestra.lines).toEqual([line]);
  });

  it('ends its looks, and leaves the execution alone', async () => {
    kestra.answers({
      'POST /main/executions/a/f': { json: RUNNING },
      [LOOK]: [{ json: RUNNING }, held(LOOK)],
    });
    const args = { namespace: 'a', flow_id: 'f', wait: true };
    await cancelled((signal) => host.call('execute_flow', args, signal), [LOOK]);
    expect(kestra.lines).toEqual(['POST /main/executions/a/f', LOOK, LOOK]);
  });

  it('ends the stream of a log that it follows', async () => {
    kestra.answers({
      [LOOK]: [{ json: RUNNING }, held(LOOK)],
      [FOLLOW]: held(FOLLOW, `id: progress\ndata: ${LINE}\n\n`),
    });
    let heard = 0;
    await cancelled(
      (signal) => host.call('follow_execution_logs', { execution_id: 'e1' }, signal, () => heard++),
      [LOOK, FOLLOW],
    );
    expect(heard).toBe(1);
    expect(kestra.lines.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });
});
