import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { ok, type RunningHost, startHost } from '../../support/host/host.js';
import { enabledNames, listed } from '../../support/host/listed.js';
import { fixturePlugin } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const SECRET = 'an-api-key-of-the-plugin';

function folder(config: object = {}): string {
  const plugins = [[fixturePlugin('with-options'), { owner: `ann ${SECRET}`, key: SECRET }]];
  return temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ plugins, ...config }) });
}

/** The error message of a request that must fail. */
async function refusal(request: Promise<unknown>): Promise<string> {
  return request.then(
    (result) => Promise.reject(new Error(`was answered: ${JSON.stringify(result)}`)),
    (error: Error) => error.message,
  );
}

const read = async (client: Client, uri: string) => (await client.readResource({ uri })).contents;

describe('resources and prompts of a plugin', () => {
  let host: RunningHost;
  let client: Client;

  beforeAll(async () => {
    host = await startHost({ cwd: folder() });
    client = host.client;
  });

  it('are listed from the manifest, without the code', async () => {
    expect((await client.listResources()).resources).toEqual([
      { name: 'owner_report', description: 'All owners.', uri: 'owned://report' },
    ]);
    expect((await client.listResourceTemplates()).resourceTemplates).toEqual([
      {
        name: 'owner_of_flow',
        description: 'The owner of a flow.',
        uriTemplate: 'owned://{namespace}/{flow_id}',
        mimeType: 'text/markdown',
      },
    ]);
    expect((await client.listPrompts()).prompts).toEqual([
      {
        name: 'review_owner',
        description: 'A review of what an owner has.',
        arguments: [
          { name: 'namespace', description: 'Namespace', required: true },
          { name: 'days', description: 'Days back', required: false },
        ],
      },
    ]);
    expect(host.stderr()).not.toContain('with-options: imported');
    expect(client.getInstructions()).toContain('Owned things: who owns what.');
  });

  it('are read and got, with the options, and secrets masked', async () => {
    expect(await read(client, 'owned://report')).toEqual([
      {
        uri: 'owned://report',
        mimeType: 'application/json',
        text: '{"owner":"ann ***masked by kestra-mcp***"}',
      },
    ]);
    expect(await read(client, 'owned://a.b/c%20d')).toEqual([
      {
        uri: 'owned://a.b/c%20d',
        mimeType: 'text/markdown',
        text: '# a.b c d: ann ***masked by kestra-mcp***',
      },
    ]);
    const { messages } = await client.getPrompt({
      name: 'review_owner',
      arguments: { namespace: 'a', days: '3' },
    });
    expect(messages).toEqual([
      {
        role: 'user',
        content: { type: 'text', text: 'Review 3 days of a for ann ***masked by kestra-mcp***.' },
      },
    ]);
    expect(await ok(client, 'get_owner', { namespace: 'a' })).toEqual({
      owner: 'ann ***masked by kestra-mcp***',
      limit: 3,
      key: '***masked by kestra-mcp***',
      namespace: 'a',
    });
  });

  it('that are not there, or not asked for rightly, are refused in words', async () => {
    expect(await refusal(read(client, 'owned://a/b/c'))).toContain('There is no resource owned://a/b/c.');
    expect(await refusal(read(client, 'owned://a/%E0%A4%A'))).toContain('There is no resource');
    expect(await refusal(client.getPrompt({ name: 'review_ownr' }))).toContain(
      'Did you mean "review_owner"?',
    );
    expect(await refusal(client.getPrompt({ name: 'review_owner' }))).toContain('"namespace" is missing');
    const wrong = client.getPrompt({ name: 'review_owner', arguments: { namespace: 'a', days: 'many' } });
    expect(await refusal(wrong)).toContain('"days" is not valid');
  });
});

describe('the selection', () => {
  it.each([
    ['the group', 'owned', []],
    ['a glob', 'owner_*', ['get_owner', 'review_owner']],
    ['one resource', 'owner_report', ['get_owner', 'owner_of_flow', 'review_owner']],
    ['one prompt', 'review_owner', ['get_owner', 'owner_report', 'owner_of_flow']],
  ])('takes them away by %s', async (_, name, left) => {
    const { client, stop } = await startHost({ cwd: folder(), args: ['--disable', name] });
    const shown = [
      ...(await client.listTools()).tools,
      ...(await client.listResources()).resources,
      ...(await client.listResourceTemplates()).resourceTemplates,
      ...(await client.listPrompts()).prompts,
    ];
    expect(shown.map((each) => each.name)).toEqual(left);
    if (name !== 'review_owner') {
      expect(await refusal(read(client, 'owned://report'))).toContain('not available: disabled by --disable');
    } else {
      expect(await refusal(client.getPrompt({ name }))).toContain('not available: disabled by --disable');
    }
    await stop();
  });

  it('keeps them in read-only, and shows them in list with the reason', async () => {
    const items = await listed({ cwd: folder(), args: ['--read-only', '--disable', 'owner_report'] });
    const found = items.find(({ resource }) => resource === 'owner_report');
    expect(found).toMatchObject({
      group: 'owned',
      enabled: false,
      reason: 'disabled by --disable: owner_report',
    });
    expect(enabledNames(items)).toEqual(['get_owner', 'owner_of_flow', 'review_owner']);
  });
});
