import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../published/sandbox/index.js';
import { failed, ok, startHost } from '../../support/host/host.js';
import { enabledNames, listed } from '../../support/host/listed.js';
import { fixturePlugin, ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A folder whose configuration names these plugins. */
function folderWith(...plugins: readonly unknown[]): string {
  return temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ plugins }) });
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'dir');
}

describe('a plugin with a manifest', () => {
  it('is listed without its code, which the first call imports', async () => {
    const { client, stderr, stop } = await startHost({ cwd: folderWith('flow', fixturePlugin('greeting')) });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['greet_person', 'find_flow']));
    expect(tools.find(({ name }) => name === 'greet_person')).toMatchObject({
      inputSchema: { required: ['name'], additionalProperties: false },
      annotations: { readOnlyHint: true },
    });
    expect(client.getInstructions()).toContain('Greetings: say hello and farewell.');
    expect(stderr()).toBe('');
    expect(await ok(client, 'greet_person', { name: 'Ada' })).toEqual({ greeting: 'Hello, Ada!' });
    expect(stderr()).toBe('greeting: imported\n');
    expect(await failed(client, 'greet_person', { nme: 'Ada' })).toContain('"name"');
    expect(await failed(client, 'manage_letters', { action: 'write' })).toContain('"text"');
    await stop();
  });

  it('is never imported while it is off', async () => {
    const cwd = folderWith(fixturePlugin('greeting'));
    const { client, stderr, stop } = await startHost({ cwd, args: ['--disable', 'greeting'] });
    expect((await client.listTools()).tools).toEqual([]);
    expect(await failed(client, 'greet_person', { name: 'Ada' })).toContain('not available');
    await stop();
    expect(stderr()).not.toContain('greeting: imported');
  });

  it('is selected at every grain, as a first-party one is', async () => {
    const cwd = folderWith('kv', fixturePlugin('greeting'));
    const on = async (...args: string[]) => enabledNames(await listed({ cwd, args }));
    expect(await on('--only', 'greeting', '--disable', 'manage_letters:w*,manage_letters:?urn')).toEqual([
      'greet_person',
      'manage_letters',
      'manage_letters:read',
    ]);
    expect(await on('--read-only', '--disable', 'kv')).toEqual([
      'greet_person',
      'manage_letters',
      'manage_letters:read',
    ]);
  });
});

describe('a plugin is found', () => {
  it.each(['@acme/kestra-mcp-greeting', '@acme/greeting'])(
    'by the name %s, beside the file',
    async (name) => {
      const cwd = folderWith(name);
      link(fixturePlugin('greeting'), join(cwd, 'node_modules', '@acme', 'kestra-mcp-greeting'));
      const { client, stop } = await startHost({ cwd });
      expect(await ok(client, 'greet_person', { name: 'Ada' })).toEqual({ greeting: 'Hello, Ada!' });
      await stop();
    },
  );

  it('by a path from the file, wherever the host was started', async () => {
    const folder = folderWith('./plugins/greeting');
    link(fixturePlugin('greeting'), join(folder, 'plugins', 'greeting'));
    const args = ['--config', join(folder, 'kestra-mcp.config.json')];
    expect(enabledNames(await listed({ args }))).toContain('greet_person');
  });

  it('as an object in the file', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.mjs': `
        import { defineConfig, definePlugin, defineTool } from '@kestra-mcp/core';
        import * as z from ${JSON.stringify(join(ROOT, 'node_modules', 'zod', 'index.js'))};
        const tool = defineTool({
          group: { name: 'mine', title: 'Mine' },
          name: 'my_tool',
          description: 'A tool of the configuration file.',
          effect: 'read',
          input: z.strictObject({}),
          output: z.object({ mine: z.boolean() }),
          handler: () => ({ mine: true }),
        });
        export default defineConfig({ plugins: ['kv', definePlugin({ id: 'mine', tools: [tool] })] });
      `,
    });
    const { client, stop } = await startHost({ cwd });
    expect(await ok(client, 'my_tool')).toEqual({ mine: true });
    await stop();
  });

  it('outside of any installation, with the core of the host', async () => {
    const cwd = folderWith('./greeting');
    cpSync(fixturePlugin('greeting'), join(cwd, 'greeting'), { recursive: true });
    link(join(ROOT, 'node_modules', 'zod'), join(cwd, 'node_modules', 'zod'));
    const { client, stop } = await startHost({ cwd });
    expect(await ok(client, 'greet_person', { name: 'Ada' })).toEqual({ greeting: 'Hello, Ada!' });
    await stop();
  });
});

describe('a plugin of classes', () => {
  it('is given the client and its own services, one of each', async () => {
    const sandbox = await startSandbox();
    const { client, stop } = await startHost({
      cwd: folderWith(fixturePlugin('typed-class')),
      env: { KESTRA_BASE_URL: sandbox.baseUrl },
    });
    expect(await ok(client, 'count_flows')).toEqual({ total: 0, clocks: 1 });
    expect(await ok(client, 'count_flows')).toEqual({ total: 0, clocks: 1 });
    await stop();
    await sandbox.close();
  });

  it('works with a copy of core that is its own', async () => {
    const sandbox = await startSandbox();
    const cwd = folderWith('./typed-class');
    cpSync(fixturePlugin('typed-class'), join(cwd, 'typed-class'), { recursive: true });
    const modules = join(cwd, 'node_modules');
    for (const name of readdirSync(join(ROOT, 'node_modules')).filter((each) => /^[a-z]/.test(each)))
      link(join(ROOT, 'node_modules', name), join(modules, name));
    link(join(ROOT, 'node_modules', '@modelcontextprotocol'), join(modules, '@modelcontextprotocol'));
    for (const part of ['package.json', 'dist'])
      cpSync(join(ROOT, 'core', part), join(modules, '@kestra-mcp', 'core', part), { recursive: true });
    const { client, stop } = await startHost({ cwd, env: { KESTRA_BASE_URL: sandbox.baseUrl } });
    expect(await ok(client, 'count_flows')).toMatchObject({ total: 0 });
    await stop();
    await sandbox.close();
  });
});
