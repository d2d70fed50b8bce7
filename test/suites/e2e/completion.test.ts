import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { startHost } from '../../support/host/host.js';
import { connectHttp, type HttpHost, MODERN, startHttp } from '../../support/host/http.js';
import { startFrom } from '../../support/programs/environment.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';

const TOOLS = 450;
/** A plugin with very many tools. Its resource returns the content of the file next to it. */
const CROWD = `
import { readFileSync } from 'node:fs';
import { definePlugin, definePrompt, defineResource, defineTool } from '@kestra-mcp/core';
import * as z from 'zod';

const group = { name: 'crowd', title: 'Crowd' };
const tools = Array.from({ length: ${TOOLS} }, (_, index) =>
  defineTool({
    group, name: 'do_thing_' + index, description: 'Does thing ' + index + '.', effect: 'read',
    input: z.strictObject({}), output: z.object({}), handler: () => ({}),
  }),
);
const complete = {
  team: (text, { given }) => ['data', 'design', 'ops'].map((team) => (given.where ?? '') + team),
  where: () => { throw new Error('no teams today'); },
};
const prompt = definePrompt({
  group, name: 'ask_team', description: 'Asks.', complete, handler: () => '',
  input: z.strictObject({
    team: z.string().describe('Team'), where: z.string().describe('Where'), tone: z.enum(['dry', 'kind']).describe('Tone'),
  }),
});
const note = defineResource({
  group, name: 'note', uri: 'crowd://note', description: 'A note.', watch: { everyMs: 1000 }, ttlMs: 5,
  handler: (_, { options }) => readFileSync(options.file, 'utf8'),
});
const team = defineResource({
  group, name: 'team', uri: 'crowd://{team}/members', description: 'A team.', complete: { team: ['data', 'ops'] },
  handler: ({ team }) => team,
});
const options = z.strictObject({ file: z.string().describe('File') });
export default definePlugin({ id: 'crowd', tools, prompts: [prompt], resources: [note, team], options });
`;

const folder = temporaryFolder({ 'crowd.js': CROWD, 'package.json': '{ "type": "module" }', note: 'begin' });
const file = join(folder, 'note');
const config = { kestra: { baseUrl: 'http://127.0.0.1:1' }, plugins: [['./crowd.js', { file }]] };
writeFileSync(join(folder, 'kestra-mcp.config.json'), JSON.stringify(config));

let http: HttpHost;
const v1: ClientV1[] = [];
beforeAll(async () => {
  http = await startHttp({ cwd: folder });
});
afterAll(() => Promise.all(v1.map((client) => client.close())));

async function connectV1(over: 'stdio' | 'http') {
  const client = new ClientV1({ name: 'kestra-mcp-tests', version: '1' });
  v1.push(client);
  const { args, cwd, env } = startFrom({ cwd: folder });
  const own = {
    command: process.execPath,
    args,
    cwd: String(cwd),
    env: env as Record<string, string>,
    stderr: 'ignore' as const,
  };
  await client.connect(over === 'http' ? new HttpV1(new URL(http.url)) : new StdioV1(own));
  return client;
}

type Of2025 = Client | ClientV1;
const CLIENTS: [string, () => Promise<Of2025>][] = [
  ['v1 over stdio', () => connectV1('stdio')],
  ['v1 over HTTP', () => connectV1('http')],
  ['v2 of 2026 over stdio', async () => (await startHost({ cwd: folder, client: MODERN })).client],
  ['v2 of 2026 over HTTP', () => connectHttp(http.url, { client: MODERN })],
];

/** Calls back on each notification about a changed resource, for clients of any era. */
async function subscribe(
  client: Of2025,
  uri: string,
  updated: (uri: string) => void,
): Promise<() => unknown> {
  if (client instanceof ClientV1) {
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => updated(params.uri));
    await client.subscribeResource({ uri });
    return () => client.unsubscribeResource({ uri });
  }
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => updated(params.uri));
  if (client.getProtocolEra() === 'modern') {
    const stream = await client.listen({ resourceSubscriptions: [uri, 'crowd://data/members'] });
    expect(stream.honoredFilter).toEqual({ resourceSubscriptions: [uri] });
    return () => stream.close();
  }
  await client.subscribeResource({ uri });
  return () => client.unsubscribeResource({ uri });
}

describe.each(CLIENTS)('a client %s', (_, connect) => {
  let client: Of2025;
  beforeAll(async () => {
    client = await connect();
  });

  it('completes arguments, and goes on where a completer fails', async () => {
    const ref = { type: 'ref/prompt', name: 'ask_team' } as const;
    const complete = async (name: string, value: string, given = {}) =>
      (await client.complete({ ref, argument: { name, value }, context: { arguments: given } })).completion;
    expect(await complete('team', 'd')).toEqual({ values: ['data', 'design'], total: 2, hasMore: false });
    expect(await complete('team', 'eu-o', { where: 'eu-' })).toMatchObject({ values: ['eu-ops'] });
    expect(await complete('tone', '')).toMatchObject({ values: ['dry', 'kind'] });
    expect(await complete('where', 'x')).toEqual({ values: [] });
    const template = { type: 'ref/resource', uri: 'crowd://{team}/members' } as const;
    const { completion } = await client.complete({ ref: template, argument: { name: 'team', value: 'o' } });
    expect(completion.values).toEqual(['ops']);
  });

  it('gets a long list page by page, each tool once and in order', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTools({ cursor: cursor ?? '' });
      expect(page.tools.length).toBeLessThanOrEqual(200);
      names.push(...page.tools.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(names).toEqual(Array.from({ length: TOOLS }, (_, index) => `do_thing_${index}`));
  });

  it('hears of a resource that changes, until it does not want to', async () => {
    const uris: string[] = [];
    const end = await subscribe(client, 'crowd://note', (uri) => uris.push(uri));
    await until(() => {
      writeFileSync(file, `${Math.random()}`);
      return uris.length > 0 || undefined;
    });
    expect(new Set(uris)).toEqual(new Set(['crowd://note']));
    await end();
  });

  it('may keep what it has read as long as the resource says, where its protocol knows that', async () => {
    const read = (await client.readResource({ uri: 'crowd://note' })) as Record<string, unknown>;
    const isModern = !(client instanceof ClientV1) && client.getProtocolEra() === 'modern';
    expect(read.ttlMs).toBe(isModern ? 5 : undefined);
  });
});

it('a resource that nothing can be heard of is not subscribed to', async () => {
  const client = await connectHttp(http.url);
  await expect(client.subscribeResource({ uri: 'crowd://data/members' })).rejects.toThrow(
    'The resource "team" cannot be watched. Read it again instead.',
  );
});
