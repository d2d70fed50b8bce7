import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { connectHttp, type HttpHost, MODERN, startHttp } from '../../support/host/http.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';

/** A plugin that shows each caller their own flows, as a resource and as completions. */
const MINE = `
import { completeFlowId, definePlugin, definePrompt, defineResource, namespace } from '@kestra-mcp/core';
import * as z from 'zod';
const group = { name: 'mine', title: 'Mine' };
const flows = defineResource({
  group, name: 'my_flows', uri: 'mine://flows', description: 'Flows.', watch: { everyMs: 1000 },
  handler: async (_, { kestra }) => ({ flows: await kestra.flows.list('company') }),
});
const prompt = definePrompt({
  group, name: 'explain_flow', description: 'Explains.', handler: () => '', complete: { flow_id: completeFlowId },
  input: z.strictObject({ namespace, flow_id: z.string().describe('Flow') }),
});
export default definePlugin({ id: 'mine', resources: [flows], prompts: [prompt] });
`;
const basic = (user: string) => `Basic ${Buffer.from(`${user}:secret-of-${user}`).toString('base64')}`;
const URI = 'mine://flows';

const revisions: Record<string, number> = { ann: 1, bob: 1 };
let kestra: FakeKestra;
let host: HttpHost;

beforeAll(async () => {
  kestra = await fakeKestra(({ url, authorization }) => {
    if (url.endsWith('/configs')) return { body: CONFIGS };
    const user = ['ann', 'bob'].find((name) => basic(name) === authorization);
    if (user === undefined) return { status: 401, body: '{"message":"Unauthorized"}' };
    return {
      body: JSON.stringify([{ id: `${user}-flow`, namespace: 'company', revision: revisions[user] }]),
    };
  });
  const config = {
    plugins: ['./mine.js'],
    http: { auth: 'kestra', limits: { inFlight: 100, perMinute: 10_000 } },
  };
  const files = {
    'mine.js': MINE,
    'package.json': '{ "type": "module" }',
    'kestra-mcp.config.json': JSON.stringify(config),
  };
  host = await startHttp({
    cwd: temporaryFolder(files),
    env: { KESTRA_BASE_URL: kestra.baseUrl, KESTRA_USERNAME: 'host', KESTRA_PASSWORD: 'secret-of-the-host' },
  });
});

const connect = (user: string, client = MODERN) =>
  connectHttp(host.url, { headers: { authorization: basic(user) }, client });
const asked = (user: string) =>
  kestra.seen.filter(({ url, authorization }) => !url.endsWith('/configs') && authorization === basic(user))
    .length;

async function listening(client: Client) {
  const updates: string[] = [];
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    updates.push(params.uri);
  });
  const { close } = await client.listen({ resourceSubscriptions: [URI] });
  return { updates, close };
}

describe('callers with credentials of their own', () => {
  it('hear of what changes for them alone, and Kestra is asked in their name while they listen', async () => {
    const [ann, bob] = await Promise.all([listening(await connect('ann')), listening(await connect('bob'))]);
    await until(() => (asked('ann') >= 2 && asked('bob') >= 2) || undefined);
    expect([ann.updates, bob.updates]).toEqual([[], []]);
    revisions.ann = 2;
    await until(() => ann.updates.length > 0 || undefined);
    const before = asked('bob');
    await until(() => asked('bob') > before + 1 || undefined);
    expect([ann.updates, bob.updates]).toEqual([[URI], []]);
    await ann.close();
    const left = asked('ann');
    await until(() => asked('bob') > before + 4 || undefined);
    expect(asked('ann')).toBeLessThanOrEqual(left + 1);
    await bob.close();
    expect(kestra.seen.map(({ authorization }) => authorization)).not.toContain(basic('host'));
  });

  it('are completed with what they may see', async () => {
    const ref = { type: 'ref/prompt', name: 'explain_flow' } as const;
    const values = async (client: Client) =>
      (
        await client.complete({
          ...{ ref, argument: { name: 'flow_id', value: '' } },
          context: { arguments: { namespace: 'company' } },
        })
      ).completion.values;
    expect(await Promise.all([connect('ann').then(values), connect('bob').then(values)])).toEqual([
      ['ann-flow'],
      ['bob-flow'],
    ]);
    expect(await values(await connect('bob', {}))).toEqual(['bob-flow']);
  });

  it('of 2025 cannot have anything watched between their requests', async () => {
    const client = await connect('ann', {});
    await expect(client.subscribeResource({ uri: URI })).rejects.toThrow(
      'Your credentials are used only for the request that carries them.',
    );
  });
});
