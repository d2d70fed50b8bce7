import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { call, failed, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { fixturePlugin, ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';

/** A configuration in each file format. */
const FORMATS: [name: string, write: (config: object) => string][] = [
  ['kestra-mcp.config.json', (config) => JSON.stringify(config)],
  [
    'kestra-mcp.config.yaml',
    (config) => `# YAML is a superset of JSON\n${JSON.stringify(config, null, 2)}\n`,
  ],
  ['kestra-mcp.config.mjs', (config) => `export default ${JSON.stringify(config)};`],
  ['kestra-mcp.config.js', (config) => `export default ${JSON.stringify(config)};`],
  [
    'kestra-mcp.config.ts',
    (config) =>
      `import { defineConfig, type KestraMcpConfig } from '@kestra-mcp/core';
       const config: KestraMcpConfig = ${JSON.stringify(config)};
       export default defineConfig(config);`,
  ],
];

interface Live {
  host: RunningHost;
  /** The notifications that the client received, in order. */
  told: string[];
  edit(config: object): void;
  /** Edits the file and requests a reload, for example if the edit adds code. */
  ask(config: object): void;
}

/** A server with a configuration that the test edits, and a client that records notifications. */
async function live(
  config: object,
  [name, write] = FORMATS[0] as (typeof FORMATS)[number],
  files: Record<string, string> = {},
): Promise<Live> {
  const cwd = temporaryFolder({ ...files, [name]: write(config) });
  const told: string[] = [];
  const noted = (what: string) => ({ autoRefresh: false, onChanged: () => told.push(what) });
  const listChanged = { tools: noted('tools'), resources: noted('resources'), prompts: noted('prompts') };
  const host = await startHost({ cwd, client: { listChanged } });
  await host.client.listTools();
  const edit = (edited: object) => writeFileSync(join(cwd, name), write(edited));
  const ask = (edited: object) => {
    edit(edited);
    process.kill(host.pid, 'SIGHUP');
  };
  return { host, told, edit, ask };
}

async function names(client: Client): Promise<string[]> {
  return (await client.listTools()).tools.map(({ name }) => name);
}

const seen = (look: () => boolean, about: () => string) => until(() => (look() ? true : undefined), about);
const INIT = fixturePlugin('init');

describe.each(FORMATS)('an edit of %s', (...format) => {
  it('takes effect: one notification, plugins come and go', async () => {
    const { host, told, edit, ask } = await live({ plugins: ['kv'] }, format);
    ask({ plugins: ['kv', 'namespace', [INIT, { mode: 'good' }]], tools: { disable: ['list_namespaces'] } });
    await seen(() => told.length > 0, host.stderr);
    expect((await names(host.client)).sort()).toEqual([
      'list_flows_in_namespace',
      'list_namespace_dependencies',
      'manage_kv_store',
      'say_ready',
      'wait_long',
    ]);
    expect(await ok(host.client, 'say_ready')).toEqual({ said: 'ready: good' });
    edit({ plugins: ['kv'] });
    await seen(() => told.length > 1, host.stderr);
    expect(await names(host.client)).toEqual(['manage_kv_store']);
    await seen(() => host.stderr().includes('[acme-init 1.2.3] onDispose: good'), host.stderr);
    await expect(call(host.client, 'say_ready')).rejects.toThrow('There is no tool "say_ready"');
    expect(told).toEqual(['tools', 'tools']);
    await host.stop();
  });

  it('that is broken leaves the last good state, and says why', async () => {
    const { host, told, edit } = await live({ plugins: ['kv'] }, format);
    edit({ plugins: ['kv'], tools: { disable: ['mange_kv_store'] } });
    await seen(() => host.stderr().includes('"mange_kv_store". Did you mean "manage_kv_store"'), host.stderr);
    expect(host.stderr()).toContain('The configuration was not reloaded and the last valid one stays in use');
    expect(await names(host.client)).toEqual(['manage_kv_store']);
    edit({ plugins: ['kv'], tools: { readOnly: true } });
    await seen(() => told.length > 0, host.stderr);
    expect(
      await failed(host.client, 'manage_kv_store', { namespace: 'a', action: 'set', key: 'b', value: 'c' }),
    ).toContain('read-only');
    expect(told).toEqual(['tools']);
    await host.stop();
  });
});

describe('an edit', () => {
  it('lets calls in flight finish before it unloads their plugin', async () => {
    const { host, told, edit } = await live({ plugins: [[INIT, { mode: 'good' }], 'kv'] });
    const waiting = ok(host.client, 'wait_long', { milliseconds: 1_500 });
    await seen(() => host.stderr().includes('wait_long: begun'), host.stderr);
    edit({ plugins: ['kv'] });
    await seen(() => told.length > 0, host.stderr);
    expect(await names(host.client)).toEqual(['manage_kv_store']);
    expect(host.stderr()).not.toContain('onDispose');
    expect(await waiting).toEqual({ said: 'waited: good' });
    await seen(() => host.stderr().includes('onDispose: good'), host.stderr);
    await host.stop();
  });

  it('of options starts the plugin anew, and nothing else', async () => {
    const { host, edit } = await live({ plugins: [[INIT, { mode: 'good' }]] });
    expect(await ok(host.client, 'say_ready')).toEqual({ said: 'ready: good' });
    edit({ plugins: [[INIT, { mode: 'other' }]] });
    await seen(() => host.stderr().includes('onDispose: good'), host.stderr);
    expect(await ok(host.client, 'say_ready')).toEqual({ said: 'ready: other' });
    expect(host.stderr().match(/on\w+: \w+/g)).toEqual(['onInit: good', 'onDispose: good', 'onInit: other']);
    await host.stop();
  });

  it('that breaks a plugin which worked is not applied', async () => {
    const { host, edit, ask } = await live({ plugins: [[INIT, { mode: 'good' }]] });
    edit({ plugins: [[INIT, { mode: 'bad' }]] });
    await seen(() => host.stderr().includes('rejects its options'), host.stderr);
    expect(await ok(host.client, 'say_ready')).toEqual({ said: 'ready: good' });
    ask({ plugins: [[INIT, { mode: 'good' }], 'no-such-plugin'] });
    await seen(() => host.stderr().includes('"no-such-plugin"'), host.stderr);
    expect(await names(host.client)).toEqual(['say_ready', 'wait_long']);
    await host.stop();
  });

  it('brings resources and prompts, each with a word of its own', async () => {
    const { host, told, edit, ask } = await live({ plugins: ['kv'] });
    ask({ plugins: ['kv', [fixturePlugin('with-options'), { owner: 'ann' }]] });
    await seen(() => told.length > 2, host.stderr);
    expect([...told].sort()).toEqual(['prompts', 'resources', 'tools']);
    expect((await host.client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['review_owner']);
    edit({
      plugins: ['kv', [fixturePlugin('with-options'), { owner: 'ann' }]],
      tools: { disable: ['review_owner'] },
    });
    await seen(() => told.length > 3, host.stderr);
    expect((await host.client.listPrompts()).prompts).toEqual([]);
    expect(told.slice(3)).toEqual(['prompts']);
    await host.stop();
  });

  it('that leads elsewhere, lifts a limit or adds code waits for SIGHUP, and the rest of it does not', async () => {
    const limited = { tools: { readOnly: true, fixed: { namespaces: ['company'] } } };
    const plugins = ['namespace'];
    const { host, edit } = await live({ kestra: { baseUrl: 'http://127.0.0.1:1' }, plugins, ...limited });
    expect(await failed(host.client, 'list_namespaces')).toContain('http://127.0.0.1:1');
    edit({ kestra: { baseUrl: 'http://127.0.0.1:2' }, plugins: ['kv', 'namespace', INIT], logLevel: 'info' });
    await seen(() => host.stderr().includes('was reloaded from'), host.stderr);
    expect(host.stderr()).toContain(
      `Some changes take effect only after a restart or SIGHUP: tools.readOnly, tools.fixed, the address, the plugin ${INIT}.`,
    );
    expect(await failed(host.client, 'list_namespaces')).toContain('http://127.0.0.1:1');
    const set = { action: 'set', namespace: 'company', key: 'b', value: 'c' };
    expect(await failed(host.client, 'manage_kv_store', set)).toContain('read-only');
    expect(await names(host.client)).not.toContain('say_ready');
    process.kill(host.pid, 'SIGHUP');
    await seen(() => host.stderr().split('was reloaded from').length > 2, host.stderr);
    expect(await failed(host.client, 'list_namespaces')).toContain('http://127.0.0.1:2');
    expect(await failed(host.client, 'manage_kv_store', set)).toContain('http://127.0.0.1:2');
    expect(await names(host.client)).toContain('say_ready');
    await host.stop();
  });

  it('of a plugin written in the file runs its new code', async () => {
    const file = (said: string) => `
      import { definePlugin, defineTool } from '@kestra-mcp/core';
      import * as z from 'zod';
      import { helper } from './helper.ts';
      const say_it = defineTool({
        group: { name: 'mine', title: 'Mine' }, name: 'say_it', description: 'Says it.', effect: 'read',
        input: z.strictObject({}), output: z.object({ said: z.string() }), handler: () => ({ said: ${JSON.stringify(said)} + helper }),
      });
      export default { plugins: [definePlugin({ id: 'mine', tools: [say_it] })], logLevel: 'info' };`;
    const helper = (text: string) => `export const helper: string = '${text}';`;
    const cwd = temporaryFolder({ 'kestra-mcp.config.ts': file('one '), 'helper.ts': helper('a') });
    const { client, stderr, stop } = await startHost({ cwd });
    expect(await ok(client, 'say_it')).toEqual({ said: 'one a' });
    writeFileSync(join(cwd, 'helper.ts'), helper('b'));
    writeFileSync(join(cwd, 'kestra-mcp.config.ts'), file('two '));
    await seen(() => stderr().includes('was reloaded'), stderr);
    expect(await ok(client, 'say_it')).toEqual({ said: 'two b' });
    expect(stderr()).not.toContain('restart');
    await stop();
  });

  it.each(['helper.cjs', 'helper.js'])(
    'says that a restart is needed where %s cannot be read again',
    async (name) => {
      const helper = (tool: string) =>
        name.endsWith('.cjs') ? `exports.off = ['${tool}'];` : `export const off = ['${tool}'];`;
      const config = (level: string) =>
        `import { off } from './${name}'; export default { plugins: ['kv'], tools: { disable: off }, logLevel: '${level}' };`;
      const cwd = temporaryFolder({
        'package.json': '{ "type": "module" }',
        'kestra-mcp.config.mjs': config('error'),
        [name]: helper('ee'),
      });
      const { client, stderr, stop } = await startHost({ cwd });
      writeFileSync(join(cwd, name), helper('kv'));
      writeFileSync(join(cwd, 'kestra-mcp.config.mjs'), config('info'));
      await seen(() => stderr().includes('was reloaded'), stderr);
      expect(stderr()).toContain(
        `${join(cwd, name)}, which ${join(cwd, 'kestra-mcp.config.mjs')} imports, has changed`,
      );
      expect(stderr()).toContain('Restart the server to use the new version');
      expect(await names(client)).toEqual(['manage_kv_store']);
      await stop();
    },
  );
});

describe('SIGHUP', () => {
  it('reads the configuration anew, also one that was not there at the start', async () => {
    const cwd = temporaryFolder();
    const { client, pid, stderr, stop } = await startHost({ cwd, args: ['--log-level', 'info'] });
    const before = await names(client);
    writeFileSync(join(cwd, 'kestra-mcp.config.json'), JSON.stringify({ plugins: ['kv'] }));
    process.kill(pid, 'SIGHUP');
    await seen(() => stderr().includes('was reloaded'), stderr);
    expect(before.length).toBeGreaterThan(20);
    expect(await names(client)).toEqual(['manage_kv_store']);
    await stop();
  });

  it('after the code of a plugin has changed says that a restart is needed', async () => {
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ plugins: ['./init'] }) });
    cpSync(INIT, join(cwd, 'init'), { recursive: true });
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(join(ROOT, 'node_modules', 'zod'), join(cwd, 'node_modules', 'zod'), 'dir');
    const { client, pid, stderr, stop } = await startHost({ cwd });
    await ok(client, 'say_ready');
    writeFileSync(join(cwd, 'init', 'index.js'), 'throw new Error("new code");');
    process.kill(pid, 'SIGHUP');
    await seen(() => stderr().includes('Restart the server to use the new code'), stderr);
    expect(stderr()).toContain(
      `The code of the plugin acme-init 1.2.3 (${join(cwd, 'init', 'index.js')}) has changed`,
    );
    expect(await ok(client, 'say_ready')).toEqual({ said: 'ready: good' });
    await stop();
  });

  it('after the file is gone leaves all as it is: its switches would be gone with it', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.json': JSON.stringify({ plugins: ['kv'], tools: { readOnly: true } }),
    });
    const { client, pid, stderr, stop } = await startHost({ cwd });
    rmSync(join(cwd, 'kestra-mcp.config.json'));
    process.kill(pid, 'SIGHUP');
    await seen(
      () => stderr().includes('kestra-mcp.config.json was removed or is no longer a configuration'),
      stderr,
    );
    expect(await names(client)).toEqual(['manage_kv_store']);
    await stop();
  });
});

describe('an editor that', () => {
  it('puts another file in the place of the old one is followed', async () => {
    const name = 'kestra-mcp.config.json';
    const cwd = temporaryFolder({ [name]: JSON.stringify({ plugins: ['kv'] }) });
    const { client, stderr, stop } = await startHost({ cwd, args: ['--log-level', 'info'] });
    for (const plugin of ['namespace', 'replay']) {
      writeFileSync(join(cwd, `${name}.tmp`), JSON.stringify({ plugins: [plugin] }));
      renameSync(join(cwd, `${name}.tmp`), join(cwd, name));
      const expected = plugin === 'replay' ? 1 : 3;
      await until(async () => ((await names(client)).length === expected ? true : undefined), stderr);
      if (plugin === 'namespace') continue;
      expect(await names(client)).toEqual(['replay_execution']);
    }
    await stop();
  });

  it('saves the same again changes nothing', async () => {
    const { host, told, edit } = await live({ plugins: ['kv'], logLevel: 'info' });
    edit({ plugins: ['kv'], logLevel: 'info' });
    await seen(() => host.stderr().includes('was reloaded'), host.stderr);
    expect(told).toEqual([]);
    await host.stop();
  });
});
