import { join } from 'node:path';
import { expect } from '@jest/globals';
import { describeError } from '../../../core/src/foundation/errors.js';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { type LoadContext, loadPlugins } from '../../../core/src/plugin/load/load.js';
import { type LoadedPlugin } from '../../../core/src/plugin/load/loaded-plugin.js';
import { temporaryFolder } from '../temporary.js';

export const THROWS = 'throw new Error("imported");';
export const GREETING = `
  import { definePlugin } from '@kestra-mcp/core';
  export default definePlugin({ id: 'greeting' });`;
/** The manifest of an empty plugin. */
export const MANIFEST = {
  ...{ apiVersion: 1, id: 'p', version: '1.2.3' },
  ...{ groups: [], tools: [], resources: [], prompts: [] },
};
/** The `kestraMcp` key of a package.json with a manifest. */
export const KEY = { apiVersion: 1, manifest: './m.json' };

/** The folder of `@acme/p` 1.2.3. */
export function pluginFolder(code: string, kestraMcp?: object, manifest?: object | string): string {
  const text = typeof manifest === 'object' ? JSON.stringify(manifest) : manifest;
  return temporaryFolder({
    'package.json': JSON.stringify({ name: '@acme/p', version: '1.2.3', type: 'module', kestraMcp }),
    'index.js': code,
    ...(text !== undefined && { 'm.json': text }),
  });
}

/** How messages name a plugin in such a folder. */
export const nameOf = (folder: string) => `The plugin @acme/p 1.2.3 (${join(folder, 'index.js')})`;

type Given = [entry: string | object, options?: object, context?: Partial<LoadContext>];

function load(...[plugin, options = {}, context = {}]: Given) {
  const entry = { plugin, options: options as Record<string, unknown> };
  return loadPlugins([entry], { folder: temporaryFolder(), startMs: 5_000, ...context });
}

/** Loads a plugin that must be usable. */
export async function loadOne(...given: Given): Promise<LoadedPlugin> {
  const { loaded, quarantined } = await load(...given);
  expect(quarantined).toEqual([]);
  expect(loaded).toHaveLength(1);
  return loaded[0] as LoadedPlugin;
}

/** The log message for a plugin that cannot be used. */
export async function problemOf(...given: Given): Promise<string> {
  const { loaded, quarantined } = await load(...given);
  expect(loaded).toEqual([]);
  return quarantined.map(({ source, problem }) => `${source} | ${describeError(problem)}`).join();
}
