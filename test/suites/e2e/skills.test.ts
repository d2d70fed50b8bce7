import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';
import { startHost } from '../../support/host/host.js';
import { listed } from '../../support/host/listed.js';
import { temporaryFolder } from '../../support/temporary.js';

const FOLDER = temporaryFolder({
  'package.json': JSON.stringify({ name: '@acme/orders', version: '1.0.0', type: 'module' }),
  'index.js': `
    import { definePlugin } from '@kestra-mcp/core';
    const group = { name: 'orders', title: 'Orders' };
    export default definePlugin({
      id: 'orders',
      skills: [{ group, folder: new URL('./skills/review-orders/', import.meta.url) }],
    });`,
  'skills/review-orders/SKILL.md': '---\nname: review-orders\ndescription: Reviews orders.\n---\nLook.\n',
});
const PLUGINS = join(
  temporaryFolder({ 'c.json': JSON.stringify({ plugins: ['bundled', FOLDER] }) }),
  'c.json',
);
const NAMES = [
  'write-kestra-flow',
  'migrate-flows-to-kestra-2',
  'diagnose-kestra-execution',
  'review-orders',
];

it('skills of the bundle and of others are read and verified over stdio', async () => {
  const { client, stderr } = await startHost({
    args: ['--sandbox', '--config', PLUGINS],
    client: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  });
  const skills = new SkillsClient(client);
  const { skills: entries } = await skills.list();
  expect(entries.map(({ frontmatter }) => frontmatter.name).sort()).toEqual(NAMES.toSorted());
  for (const entry of entries)
    expect(await skills.read(entry)).toMatchObject({ verified: true, body: expect.stringMatching(/\S/) });
  expect(stderr()).not.toContain('write-kestra-flow');
});

it('list shows them, and the configuration switches them', async () => {
  const rows = await listed({ args: ['--config', PLUGINS, '--disable', 'author,review-*'] });
  const skills = rows.filter(({ skill }) => skill !== undefined);
  expect(Object.fromEntries(skills.map(({ skill, enabled }) => [skill, enabled]))).toEqual({
    'write-kestra-flow': false,
    'migrate-flows-to-kestra-2': false,
    'diagnose-kestra-execution': true,
    'review-orders': false,
  });
});
