import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { connectHttp, MODERN, startHttp } from '../../support/host/http.js';
import { opening, request } from '../../support/host/messages.js';
import { RawHost, runHost } from '../../support/host/raw.js';

type Json = Record<string, unknown>;

const STATE_KEY = 'of both servers, and at least 32 characters';
const CALL = {
  name: 'manage_kv_store',
  arguments: { action: 'delete', namespace: 'company', key: 'k' },
};
const yes = { confirm: { action: 'accept', content: { yes: true } } };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'oss-1.3' });
});
afterAll(() => sandbox.close());

/** One of several servers. The test writes the requests and reads the answers. */
async function server(env: Record<string, string>): Promise<Client> {
  const { url } = await startHttp({ env: { KESTRA_BASE_URL: sandbox.baseUrl, ...env } });
  return connectHttp(url, { client: { capabilities: { elicitation: { form: {} } }, ...MODERN } });
}

const answer = (client: Client, params: Json) =>
  client.callTool(params as never, { allowInputRequired: true } as never) as unknown as Promise<Json>;

it('a question of one server is answered at another that has its key, and at no other', async () => {
  const [one, two, other] = await Promise.all([
    server({ KESTRA_MCP_STATE_KEY: STATE_KEY }),
    server({ KESTRA_MCP_STATE_KEY: STATE_KEY }),
    server({}),
  ]);
  const value = { action: 'set', namespace: 'company', key: 'k', value: 'v' };
  await one.callTool({ name: CALL.name, arguments: value });
  const asked = await answer(one, CALL);
  expect(asked).toMatchObject({ resultType: 'input_required', inputRequests: { confirm: {} } });
  const { requestState } = asked;
  const back = { ...CALL, inputResponses: yes, requestState };

  await expect(answer(other, back)).rejects.toThrow('Invalid or expired requestState');
  const elsewhere = { ...back, arguments: { ...CALL.arguments, key: 'another' } };
  await expect(answer(two, elsewhere)).rejects.toThrow('belongs to another call');
  await expect(answer(two, { ...back, requestState: `${String(requestState)}x` })).rejects.toThrow();
  // An answer without its state is ignored, and the question is asked again.
  expect(await answer(two, { ...CALL, inputResponses: yes })).toMatchObject({ resultType: 'input_required' });
  expect(await answer(two, back)).toMatchObject({ structuredContent: { status: 'deleted' } });
  // Something that was created again needs a new confirmation.
  await two.callTool({ name: CALL.name, arguments: value });
  expect(await answer(two, back)).toMatchObject({ resultType: 'input_required' });
});

it('a key that is too short stops the start, and is not shown', async () => {
  const env = { KESTRA_MCP_STATE_KEY: 'short-key-17' };
  const { code, stderr } = await runHost({ args: ['doctor'], env });
  expect(code).toBe(2);
  expect(stderr).toContain('KESTRA_MCP_STATE_KEY must be a random string of at least 32 characters.');
  expect(stderr).not.toContain('short-key-17');
});

it.each([
  [{ KESTRA_MCP_CONFIRM: 'alway' }, 'KESTRA_MCP_CONFIRM must be one of never, auto, echo, always'],
  [
    { KESTRA_MCP_CONFIRM: 'echo,kvv=always' },
    'no group, tool, action, resource, prompt or skill is named "kvv"',
  ],
])('%j stops the start', async (env, text) => {
  const { code, stderr } = await runHost({ env });
  expect(code).toBe(2);
  expect(stderr).toContain(text);
});

it('a question ends with the client that would have to answer it', async () => {
  const host = new RawHost({ env: { KESTRA_BASE_URL: sandbox.baseUrl } });
  const [hello, ...rest] = opening('2025-11-25') as [{ params: object }];
  host.send({ ...hello, params: { ...hello.params, capabilities: { elicitation: {} } } }, ...rest);
  const set = { action: 'set', namespace: 'company', key: 'left', value: 'v' };
  host.send(request(1, 'tools/call', { name: CALL.name, arguments: set }));
  await host.answer(1);
  const gone = { ...CALL.arguments, key: 'left' };
  host.send(request(2, 'tools/call', { name: CALL.name, arguments: gone }));
  await host.until(() => host.messages().find(({ method }) => method === 'elicitation/create'));
  host.endInput();
  await host.finished;
  const { result } = await host.answer(2);
  expect(result).toMatchObject({
    isError: true,
    content: [
      {
        text: expect.stringMatching(
          /^Nothing was done: .* failed to ask the user whether to delete the key "left"/,
        ),
      },
    ],
  });
});
