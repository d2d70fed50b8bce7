import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { describeError } from '../errors.js';
import { definePlugin } from './define.js';
import { loadPlugins } from './load.js';

const THROWS = 'throw new Error("imported");';
const GREETING = `
  import { definePlugin } from '@kestra-mcp/core';
  export default definePlugin({ id: 'greeting' });`;

/** A plugin's folder. */
function plugin(code: string, kestraMcp?: object, manifest?: string): string {
  return temporaryFolder({
    'package.json': JSON.stringify({ name: '@acme/p', version: '1.2.3', type: 'module', kestraMcp }),
    'index.js': code,
    ...(manifest !== undefined && { 'm.json': manifest }),
  });
}

const load = (entry: string | object, options = {}) =>
  loadPlugins([{ plugin: entry, options }], temporaryFolder());
/** What stands in the log for a plugin that cannot be used. */
const problem = async (entry: string | object, options = {}): Promise<string> => {
  const { loaded, quarantined } = await load(entry, options);
  expect(loaded).toEqual([]);
  return quarantined.map(({ source, problem }) => `${source} | ${describeError(problem)}`).join();
};

describe('a plugin with a manifest', () => {
  const manifest = { apiVersion: 1, id: 'p', version: '1.2.3', groups: [], tools: [] };
  const folder = () => plugin(THROWS, { apiVersion: 1, manifest: './m.json' }, JSON.stringify(manifest));

  it('is listed without its code', async () => {
    const { loaded, quarantined } = await load(folder());
    expect(quarantined).toEqual([]);
    expect(loaded).toMatchObject([{ source: '@acme/p', manifest }]);
  });

  it('shows its faults when its code is asked for', async () => {
    const [loaded] = (await load(folder())).loaded;
    await expect(loaded?.definition()).rejects.toThrow('@acme/p could not be imported: imported');
  });
});

describe('a plugin without a manifest', () => {
  it.each([
    ['nothing about it', undefined],
    ['a manifest that is not written yet', { apiVersion: 1, manifest: './m.json' }],
  ])('that says %s is imported, once', async (_, kestraMcp) => {
    const [loaded] = (await load(plugin(GREETING, kestraMcp))).loaded;
    expect(loaded?.manifest).toEqual({
      apiVersion: 1,
      id: 'greeting',
      version: '1.2.3',
      groups: [],
      tools: [],
    });
    expect(loaded?.definition()).toBe(loaded?.definition());
    expect(await loaded?.definition()).toMatchObject({ id: 'greeting' });
  });

  it('may be a single file, or an object', async () => {
    const file = join(plugin(GREETING), 'index.js');
    const object = definePlugin({ id: 'inline' });
    const { loaded } = await loadPlugins(
      [file, object].map((entry) => ({ plugin: entry, options: {} })),
      '/',
    );
    expect(loaded.map(({ source }) => source)).toEqual(['index.js', 'inline']);
    expect(await loaded[1]?.definition()).toBe(object);
  });
});

describe('a plugin that cannot be used', () => {
  it('is told by its name and what to do', async () => {
    const throws = plugin(THROWS);
    expect(await problem(throws)).toBe(`${throws} | @acme/p could not be imported: imported`);
    const other = plugin('export default { id: "x", tools: [] };');
    expect(await problem(other)).toBe(
      `${other} | @acme/p exports no plugin.\nIts default export must be made with definePlugin({ … }).`,
    );
    expect(await problem({ id: 'x' })).toBe(
      'inline plugin | An object in `plugins` is not a plugin.\nMake it with definePlugin({ … }).',
    );
  });

  it.each([2, '1', undefined])('is not imported when it is written for plugin API %p', async (apiVersion) => {
    expect(await problem(plugin(THROWS, { apiVersion }))).toMatch(
      `@acme/p is written for plugin API ${apiVersion}; this host has 1.\nInstall a version`,
    );
  });

  it('is not imported when its manifest is broken', async () => {
    const broken = plugin(THROWS, { apiVersion: 1, manifest: './m.json' }, '{ "tools": [');
    expect(await problem(broken)).toContain(`The plugin "${broken}" could not be loaded: `);
  });

  it('is one that is given options', async () => {
    expect(await problem('flow', { owner: 'data' })).toBe('flow | The plugin "flow" takes no options.');
  });

  it('does not keep the others from loading', async () => {
    const entries = ['./nope', plugin(GREETING)].map((entry) => ({ plugin: entry, options: {} }));
    const { loaded, quarantined } = await loadPlugins(entries, temporaryFolder());
    expect(loaded.map(({ source }) => source)).toEqual(['@acme/p']);
    expect(quarantined.map(({ source }) => source)).toEqual(['./nope']);
  });
});
