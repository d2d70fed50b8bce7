import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { connectHttp, type HttpHost, MODERN, startHttp } from '../../support/host/http.js';
import { startFrom } from '../../support/programs/environment.js';

type Content = Record<string, unknown>;
type Reply = { action: 'accept' | 'decline' | 'cancel'; content?: Content };
interface Caller {
  callTool(request: { name: string; arguments: Content }): Promise<unknown>;
  listTools(): Promise<{ tools: { name: string; inputSchema: object }[] }>;
  close(): Promise<void>;
}

const namespace = 'company.team';
const FLOW = `id: greet
namespace: ${namespace}
inputs:
  - id: user
    type: STRING
  - id: times
    type: INT
tasks:
  - id: say
    type: io.kestra.plugin.core.log.Log
    message: hi
`;

let sandbox: Sandbox;
let http: HttpHost;
const clients: Caller[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'oss-2.0' });
  http = await startHttp({ env: { KESTRA_BASE_URL: sandbox.baseUrl } });
  const client = await connectHttp(http.url);
  await client.callTool({ name: 'create_flow_from_yaml', arguments: { yaml_definition: FLOW } });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await sandbox.close();
});

/** The user's next reply, and the questions so far. */
let reply: Reply = { action: 'cancel' };
const asked: string[] = [];
const answer = ({ params }: { params: { message?: string } }): Reply => {
  asked.push(params.message ?? '');
  return reply;
};

const INFO = { name: 'kestra-mcp-tests', version: '1.0.0' };
const FORMS = { capabilities: { elicitation: {} } };
const stdio = () => {
  const { args, ...start } = startFrom({ env: { KESTRA_BASE_URL: sandbox.baseUrl } });
  return { command: process.execPath, args, ...start, stderr: 'ignore' } as const;
};

async function v1(transport: StdioV1 | HttpV1): Promise<Caller> {
  const client = new ClientV1(INFO, FORMS);
  client.setRequestHandler(ElicitRequestSchema, async (request) => answer(request as never));
  await client.connect(transport as never);
  return client as unknown as Caller;
}

const WAYS: Readonly<Record<string, () => Promise<Caller>>> = {
  'v1 on stdio': () => v1(new StdioV1(stdio())),
  'v2 of 2026 on stdio': async () => {
    const client = new Client(INFO, { ...FORMS, ...MODERN });
    client.setRequestHandler('elicitation/create', async (request) => answer(request as never) as never);
    await client.connect(new StdioClientTransport(stdio()));
    return client as unknown as Caller;
  },
  'v1 over HTTP, in a session': () => v1(new HttpV1(new URL(http.url))),
  'v2 of 2026 over HTTP': async () => {
    const client = await connectHttp(http.url, { client: { ...FORMS, ...MODERN } });
    client.setRequestHandler('elicitation/create', async (request) => answer(request as never) as never);
    return client as unknown as Caller;
  },
};

describe.each(Object.keys(WAYS))('%s', (way) => {
  let client: Caller;
  beforeAll(async () => {
    client = await (WAYS[way] as () => Promise<Caller>)();
    clients.push(client);
    await client.listTools();
  });

  const call = async (name: string, given: Content, said?: Reply) => {
    asked.length = 0;
    reply = said ?? { action: 'cancel' };
    const { structuredContent, content } = (await client.callTool({ name, arguments: given })) as {
      structuredContent?: Content;
      content: { text: string }[];
    };
    return structuredContent ?? { error: content[0]?.text };
  };
  const yes: Reply = { action: 'accept', content: { yes: true } };

  it('has its user asked before a key is deleted', async () => {
    const key = { namespace, key: 'k' };
    await call('manage_kv_store', { action: 'set', ...key, value: 'v' });
    const gone = { action: 'delete', ...key };
    expect(await call('manage_kv_store', gone, { action: 'decline' })).toEqual({
      error: expect.stringMatching(/^Nothing was done: the user declined to delete the key "k"/),
    });
    expect(await call('manage_kv_store', { action: 'get', ...key })).toMatchObject({ value: 'v' });
    expect(await call('manage_kv_store', gone, yes)).toMatchObject({ status: 'deleted' });
    expect(asked).toEqual([expect.stringContaining('This will delete the key "k" and its value')]);
  });

  it('has its user asked before a directory is deleted, and lists no text to repeat', async () => {
    const file = { namespace, path: '/d/x.txt', action: 'create', file_content: 'x' };
    await call('namespace_file_action', file);
    const directory = { namespace, path: '/d', action: 'delete' };
    expect(await call('namespace_directory_action', directory, yes)).toEqual({ status: 'directory_deleted' });
    expect(asked).toEqual([expect.stringContaining('with 1 file in it')]);
    expect(asked[0]).toContain('"/d/x.txt"');
    const { tools } = await client.listTools();
    expect(tools.filter(({ inputSchema }) => JSON.stringify(inputSchema).includes('"confirm"'))).toEqual([]);
  });

  it('has its user asked for the inputs of a flow', async () => {
    const inputs: Reply = { action: 'accept', content: { user: 'Ada', times: 2 } };
    expect(await call('execute_flow', { namespace, flow_id: 'greet' }, inputs)).toMatchObject({
      inputs: { user: 'Ada', times: 2 },
    });
    expect(asked).toEqual([
      `The flow ${namespace}.greet needs 2 inputs to continue. Do not enter any secrets here.`,
    ]);
  });
});

describe('a client that cannot be asked', () => {
  it.each([
    ['of 2025', {}],
    ['of 2026', MODERN],
  ])('%s confirms a directory by the text of the answer', async (_, options) => {
    const client = await connectHttp(http.url, { client: options });
    const call = async (name: string, given: Content) =>
      (await client.callTool({ name, arguments: given })).structuredContent as Content;
    const { tools } = await client.listTools();
    const takers = tools.filter(({ inputSchema }) => 'confirm' in (inputSchema.properties ?? {}));
    expect(takers.map(({ name }) => name)).toContain('namespace_directory_action');
    await call('namespace_file_action', { namespace, path: '/e/x', action: 'create', file_content: 'x' });
    const directory = { namespace, path: '/e', action: 'delete' };
    const first = await call('namespace_directory_action', directory);
    expect(first).toMatchObject({ status: 'confirmation_required', preview: { count: 1 } });
    const { confirm } = first;
    expect(await call('namespace_directory_action', { ...directory, confirm })).toEqual({
      status: 'directory_deleted',
    });
  });

  it('without a session is one of them, whatever it can', async () => {
    const response = await fetch(http.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({
        ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
        params: { name: 'delete_flow_logs', arguments: { namespace, flow_id: 'greet' } },
      }),
    });
    expect(await response.text()).toContain('confirmation_required');
  });
});
