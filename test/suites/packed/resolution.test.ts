import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { ok, startHost } from '../../support/host/host.js';
import { listed, listedTools } from '../../support/host/listed.js';
import { installed, installedEntry, packed } from '../../support/programs/packed.js';
import { write } from '../../support/temporary.js';

jest.setTimeout(300_000);

/** A plugin with one tool that returns the plugin's id. */
const plugin = (id: string) => `
  import { definePlugin, defineTool } from '@kestra-mcp/core';
  import * as z from 'zod';
  const tool = defineTool({
    group: { name: '${id}', title: 'T' }, name: 'say_${id}', description: 'Says who it is.', effect: 'read',
    input: z.strictObject({}), output: z.object({ said: z.string() }), handler: () => ({ said: '${id}' }),
  });
  export default definePlugin({ id: '${id}', tools: [tool] });`;

const CLASS = `
  import { definePlugin, KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
  import * as z from 'zod';
  import { NAME } from './name.ts';
  @ToolGroup({ name: 'classy', title: 'Classy' })
  class Classy {
    constructor(private readonly kestra: KestraClient) {}
    @Tool({ name: NAME, description: 'The version of Kestra.', effect: 'read', input: z.strictObject({}), output: z.looseObject({}) })
    async sayVersion() {
      const { version } = await this.kestra.instance.configs();
      return { version };
    }
  }
  export default definePlugin({ id: 'classy', groups: [Classy] });`;

const pkg = (name: string, kestraMcp?: object) =>
  JSON.stringify({ name, version: '3.2.1', type: 'module', exports: './index.js', kestraMcp });
const KEY = { apiVersion: 1, id: 'x' };

const CONFIG = `
  import { definePlugin, defineTool } from '@kestra-mcp/core';
  import * as z from 'zod';
  const tool = defineTool({
    group: { name: 'inline', title: 'T' }, name: 'say_inline', description: 'Says who it is.', effect: 'read',
    input: z.strictObject({}), output: z.object({ said: z.string() }), handler: () => ({ said: 'inline' }),
  });
  export default {
    plugins: [
      'flow', './node_modules/@kestra-mcp/plugin-kv', 'stats', '@acme/sla', 'acme-whole-name', './folder', './single.mjs', './classy.ts',
      definePlugin({ id: 'inline', tools: [tool] }),
    ],
    strict: true,
  };`;

/** Only the server is installed. The plugins are where npm would put them, or next to the file. */
const FILES = {
  'kestra-mcp.config.ts': CONFIG,
  'folder/package.json': pkg('a-folder'),
  'folder/index.js': plugin('folder'),
  'single.mjs': plugin('single'),
  'classy.ts': CLASS,
  'name.ts': "export const NAME = 'say_version' as const;",
  // The folder's own plugin, with the name of a bundled one.
  'node_modules/@kestra-mcp/plugin-kv/package.json': pkg('@kestra-mcp/plugin-kv', KEY),
  'node_modules/@kestra-mcp/plugin-kv/index.js': plugin('own_kv'),
  // Packages that have the name by coincidence.
  'node_modules/flow/package.json': pkg('flow'),
  'node_modules/flow/index.js': 'throw new Error("the wrong flow");',
  'node_modules/stats/package.json': pkg('stats'),
  'node_modules/stats/index.js': 'throw new Error("the wrong stats");',
  'node_modules/kestra-mcp-stats/package.json': pkg('kestra-mcp-stats', KEY),
  'node_modules/kestra-mcp-stats/index.js': plugin('stats'),
  'node_modules/@acme/kestra-mcp-sla/package.json': pkg('@acme/kestra-mcp-sla', KEY),
  'node_modules/@acme/kestra-mcp-sla/index.js': plugin('sla'),
  'node_modules/acme-whole-name/package.json': pkg('acme-whole-name'),
  'node_modules/acme-whole-name/index.js': plugin('whole'),
};

let folder: string;
let entry: string;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  folder = await installed(await packed(''));
  entry = installedEntry(folder);
  write(folder, FILES);
});
afterAll(() => sandbox.close());

describe('from the folder of the configuration file', () => {
  it('each name leads to what it means', async () => {
    const found = new Map((await listed({ entry, cwd: folder })).map(({ plugin, group }) => [group, plugin]));
    expect(Object.fromEntries(found)).toEqual({
      flow: '@kestra-mcp/plugin-flow',
      own_kv: '@kestra-mcp/plugin-kv',
      stats: 'kestra-mcp-stats',
      sla: '@acme/kestra-mcp-sla',
      whole: 'acme-whole-name',
      folder: 'a-folder',
      single: 'single.mjs',
      classy: 'classy.ts',
      inline: 'inline',
    });
  });

  it('each works, with core, zod and the client of the host', async () => {
    const { client, stderr, stop } = await startHost({
      entry,
      cwd: folder,
      env: { KESTRA_BASE_URL: sandbox.baseUrl },
    });
    for (const id of ['own_kv', 'stats', 'sla', 'whole', 'folder', 'single', 'inline'])
      expect(await ok(client, `say_${id}`)).toEqual({ said: id });
    expect(await ok(client, 'say_version')).toEqual({ version: '1.3.31' });
    expect(await ok(client, 'search_flows', { query: 'a' })).toMatchObject({ results: [] });
    await stop();
    expect(stderr()).toBe('');
  });

  it('and not from where the host was started', async () => {
    const args = ['--config', join(folder, 'kestra-mcp.config.ts')];
    expect((await listed({ entry, args })).map(({ tool }) => tool)).toContain('say_sla');
    writeFileSync(join(folder, 'other.json'), '{ "plugins": ["bundled", "./single.mjs"] }');
    const tools = await listedTools({ entry, args: ['--config', join(folder, 'other.json')] });
    const bundled = (await listedTools({ entry })).map(({ tool }) => tool);
    expect(tools.map(({ tool }) => tool).sort()).toEqual([...bundled, 'say_single'].sort());
  });
});
