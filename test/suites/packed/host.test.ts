import { cpSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, type Json, ok, startHost } from '../../support/host/host.js';
import { listedTools } from '../../support/host/listed.js';
import { ROOT } from '../../support/paths.js';
import { installed, installedEntry, npm, packed } from '../../support/programs/packed.js';
import { temporaryFolder } from '../../support/temporary.js';
import { HELLO } from '../live/bodies.js';

jest.setTimeout(300_000);

const FLOW = { namespace: 'company', flow_id: 'hello' };
/**
 * One call of each plugin, in an order in which each finds what it needs. The calls that repeat executions find none.
 */
const CALLS: [plugin: string, tool: string, args: Json, refusal?: string][] = [
  ['flow', 'create_flow_from_yaml', { yaml_definition: `id: hello\nnamespace: company${HELLO}` }],
  ['execution', 'execute_flow', { ...FLOW, wait: true }],
  ['namespace', 'list_flows_in_namespace', { namespace: 'company' }],
  ['kv', 'manage_kv_store', { action: 'list', namespace: 'company' }],
  ['logs', 'search_logs', { namespace: 'company' }],
  ['files', 'namespace_directory_action', { action: 'list', namespace: 'company', path: '/' }],
  ['replay', 'replay_execution', FLOW],
  ['ee', 'get_instance_info', {}],
  ['restart', 'restart_execution', FLOW, 'No failed executions found'],
  ['resume', 'resume_execution', FLOW, 'No paused executions found'],
  ['backfill', 'backfill_executions', { ...FLOW, days: 1 }, 'trigger'],
  ['author', 'validate_flow', { yaml_definition: `id: hello\nnamespace: company${HELLO}` }],
  ['diagnose', 'diagnose_execution', { execution_id: 'nowhere' }, 'nowhere'],
  ['trigger', 'manage_trigger', { action: 'list', namespace: 'company' }],
];
const PLUGINS = CALLS.map(([plugin]) => plugin).sort();

/** A configuration with its own plugin. */
const CONFIG = `
  import { defineConfig, definePlugin, defineTool } from '@kestra-mcp/core';
  import * as z from 'zod';
  const tool = defineTool({
    group: { name: 'mine', title: 'Mine' },
    name: 'my_tool',
    description: 'A tool of the configuration file.',
    effect: 'read',
    input: z.strictObject({ word: z.string() }),
    output: z.object({ said: z.string() }),
    handler: ({ word }) => ({ said: word }),
  });
  export default defineConfig({ plugins: ['kv', definePlugin({ id: 'mine', tools: [tool] })] });`;

let folder: string;
let entry: string;
beforeAll(async () => {
  folder = await installed(await packed(''));
  entry = installedEntry(folder);
});

describe('the package, installed in an empty folder', () => {
  it('is a command that knows its version', async () => {
    const { version } = JSON.parse(
      readFileSync(join(folder, 'node_modules/kestra-mcp/package.json'), 'utf8'),
    );
    expect((await npm(folder, 'exec', '--no', '--', 'kestra-mcp', '--version')).trim()).toBe(version);
  });

  it('has all tools of all groups', async () => {
    const tools = await listedTools({ entry });
    expect([...new Set(tools.map(({ group }) => group))].sort()).toEqual(PLUGINS);
    expect(tools.map(({ tool }) => tool).sort()).toEqual(PLUGINS.flatMap(toolsOf).sort());
  });

  it('needs few packages, none of which runs anything when it is installed, and little room', () => {
    const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
    const packages = Object.values<{ hasInstallScript?: true }>(lock.packages);
    expect(packages.length).toBeLessThanOrEqual(1 + 5);
    expect(packages.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
    expect(sizeOf(join(folder, 'node_modules'))).toBeLessThan(15_000_000);
  });

  it('has its skills and pages, which are read without code of a plugin', async () => {
    const { client, stop } = await startHost({ entry, args: ['--sandbox'] });
    const { tools } = await client.listTools();
    const pages = tools.flatMap(
      ({ _meta }) => (_meta?.ui as { resourceUri: string } | undefined)?.resourceUri ?? [],
    );
    const skills = (await client.listResources()).resources.map(({ uri }) => uri);
    expect([...pages, ...skills]).toEqual(
      expect.arrayContaining([
        'ui://execution/timeline.html',
        'ui://diagnose/timeline.html',
        'ui://namespace/graph.html',
        'skill://author/write-kestra-flow/SKILL.md',
        'skill://diagnose/diagnose-kestra-execution/SKILL.md',
      ]),
    );
    for (const uri of [...pages, ...skills]) {
      const { contents } = await client.readResource({ uri });
      expect(contents).toMatchObject([{ uri, text: expect.stringMatching(/\S/) }]);
    }
    await stop();
  });

  it('brings the licences of what is bundled', () => {
    const text = readFileSync(join(folder, 'node_modules/kestra-mcp/dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of [
      'zod',
      'tsyringe',
      'ky',
      '@modelcontextprotocol/server',
      'diff',
      'papaparse',
      'ion-js',
    ])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
  });
});

describe('a plugin that comes with it', () => {
  it('is imported by the first call of one of its tools, and works', async () => {
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    for (const plugin of PLUGINS)
      announceImport(join(copy, 'node_modules/kestra-mcp/dist/plugins', plugin), plugin);
    const host = await startHost({ entry: installedEntry(copy), args: ['--sandbox=ee-1.3'] });
    await host.client.listTools();
    expect(host.stderr()).toBe('');
    for (const [plugin, tool, args, refusal] of CALLS) {
      if (refusal === undefined) await ok(host.client, tool, args);
      else expect(await failed(host.client, tool, args)).toContain(refusal);
      expect(host.stderr()).toMatch(new RegExp(`imported ${plugin}\\n$`));
    }
    await host.stop();
  });
});

describe('a configuration file', () => {
  it('may have a plugin in it, with core and zod of the package', async () => {
    const cwd = temporaryFolder({ 'kestra-mcp.config.ts': CONFIG });
    const { client, stop } = await startHost({ entry, cwd });
    expect(await ok(client, 'my_tool', { word: 'yes' })).toEqual({ said: 'yes' });
    await stop();
  });
});

describe('a plugin that is installed beside it, with a core of its own', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  let cwd: string;
  let client: Client;
  beforeAll(async () => {
    const tarballs = await Promise.all(['', 'core', 'test/fixtures/plugins/own-core'].map(packed));
    cwd = await installed(...tarballs);
    writeFileSync(join(cwd, 'kestra-mcp.config.json'), '{ "plugins": ["own-core", "flow"] }');
    const env = { KESTRA_BASE_URL: sandbox.baseUrl };
    ({ client } = await startHost({ entry: installedEntry(cwd), cwd, env }));
  });

  it('is given the client of the host, and core brings no sandbox', async () => {
    expect(await ok(client, 'ask_kestra')).toEqual({
      version: '1.3.31',
      core: join(cwd, 'node_modules/@kestra-mcp/core/dist/index.js'),
    });
    expect(readdirSync(join(cwd, 'node_modules/@kestra-mcp'))).toEqual(['core']);
  });

  it('recognises the instances of every class that the core of the host exports', async () => {
    const host = join(cwd, 'node_modules/kestra-mcp/dist/index.js');
    const { names, copied, unlike, client: isClient } = await ok(client, 'compare_classes', { host });
    expect(names).toEqual(expect.arrayContaining(['KestraClient', 'NotFoundError', 'PluginLog']));
    expect(copied).toEqual(names);
    expect(unlike).toEqual([]);
    expect(isClient).toBe(true);
  });

  it('tells the errors of the client apart', async () => {
    const flow = { namespace: 'company', id: 'nowhere' };
    expect(await ok(client, 'is_there', flow)).toEqual({ answer: 'no' });
  });
});

/** The tools of a plugin, from the manifest in its package. */
function toolsOf(plugin: string): string[] {
  const { tools } = JSON.parse(
    readFileSync(join(ROOT, 'plugins', plugin, 'kestra-mcp.manifest.json'), 'utf8'),
  );
  return tools.map(({ name }: { name: string }) => name);
}

/** Makes a plugin's module report when it runs. */
function announceImport(path: string, plugin: string): void {
  renameSync(join(path, 'index.js'), join(path, 'plugin.js'));
  const code = `process.stderr.write('imported ${plugin}\\n');\nexport { default } from './plugin.js';\n`;
  writeFileSync(join(path, 'index.js'), code);
}

function sizeOf(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .reduce((total, each) => total + statSync(join(each.parentPath, each.name)).size, 0);
}
