import { expect, it } from '@jest/globals';
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { connectHttp, MODERN, startHttp } from '../../support/host/http.js';

const URI = 'skill://author/write-kestra-flow/SKILL.md';
const host = await startHttp({ args: ['--sandbox'] });

it.each([
  ['2025', {}],
  ['2026-07-28', { client: MODERN }],
])('skills are read and verified over HTTP by a client of %s', async (_, options) => {
  const client = await connectHttp(host.url, options);
  const skills = new SkillsClient(client);
  const { skills: entries } = await skills.list();
  expect(entries).toHaveLength(3);
  for (const entry of entries) expect(await skills.read(entry)).toMatchObject({ verified: true });
  expect((await skills.readDirectory('skill://author/write-kestra-flow')).resources).toHaveLength(1);
  await client.close();
});

it('a client that narrows itself to a group has the skills of that group', async () => {
  const client = await connectHttp(`${host.url}/g/author`);
  const { skills: entries } = await new SkillsClient(client).list();
  expect(entries.map(({ frontmatter }) => frontmatter.name)).toEqual([
    'write-kestra-flow',
    'migrate-flows-to-kestra-2',
  ]);
  await client.close();
});

it('a client of the older SDK, which knows no skills, reads them as resources', async () => {
  const client = new ClientV1({ name: 'old', version: '1' });
  await client.connect(new TransportV1(new URL(host.url)));
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toContain(URI);
  const { contents } = await client.readResource({ uri: URI });
  expect(contents[0]).toMatchObject({
    mimeType: 'text/markdown',
    text: expect.stringContaining('# Write a Kestra flow'),
  });
  await client.close();
});
