import { afterAll, beforeEach, jest } from '@jest/globals';
import * as z from 'zod';
import type { Config, ToolsConfig } from '../../../core/src/config/config.js';
import type { EditionMemory } from '../../../core/src/host/edition-memory.js';
import { type Host, startHost } from '../../../core/src/host/host.js';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { definePlugin, defineTool, type PluginOptions } from '../../../core/src/plugin/author/define.js';
import type { ChangedLists } from '../../../core/src/selection/live.js';
import { temporaryFolder } from '../temporary.js';
import { CONFIG, CONTEXT } from './runtime.js';

const written: string[] = [];
jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
beforeEach(() => {
  written.length = 0;
});

/** The log lines without their time. */
export const logged = () => written.map((line) => line.replace(/^\S+ /, '').trimEnd());
/** Waits for work in the background. */
export const later = (milliseconds = 10) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The configuration file that names the plugins. */
export const FILE = '/kestra-mcp.config.ts';
export const entry = (plugin: string | object, options: Record<string, unknown> = {}) => ({
  plugin,
  options,
});
export const config = (changes: Partial<Config> = {}): Config => ({ ...CONFIG, file: FILE, ...changes });
export const tools = (changes: Partial<ToolsConfig>): Partial<Config> => ({
  tools: { ...CONFIG.tools, ...changes },
});

const started: Host[] = [];
afterAll(() => Promise.all(started.map((host) => host.close())));

/** A host whose configuration the test changes, and the notifications that its clients got. */
export async function reloadable(first: Partial<Config>, memory?: EditionMemory) {
  let source = async () => config(first);
  const host = await startHost(config(first), () => source(), memory);
  started.push(host);
  const changes: ChangedLists[] = [];
  host.onSelectionChange((changed) => changes.push(changed));
  const reload = async (next: Partial<Config> | Error) => {
    source = async () => {
      if (next instanceof Error) throw next;
      return config(next);
    };
    await host.reload();
  };
  return { host, changes, reload };
}

/** The enabled tools. */
export const enabled = (host: Host) =>
  [...host.selection().tools].flatMap(([name, tool]) => (tool.enabled ? [name] : []));
/** The structured result of a call, or the text of its error. */
export const called = async (host: Host, name: string, given = {}) => {
  const { structuredContent, content } = await host.call(name, given, CONTEXT);
  return structuredContent ?? content[0]?.text;
};

/** A plugin with one tool, `run_NAME`, which runs the given function. */
export const runPlugin = (
  name: string,
  run: () => unknown = () => ({}),
  hooks: Partial<PluginOptions> = {},
) =>
  definePlugin({
    id: name,
    tools: [
      defineTool({
        ...{
          group: { name: `group_${name}`, title: 'G' },
          name: `run_${name}`,
          description: 'D.',
          effect: 'read',
        },
        input: z.strictObject({}),
        output: z.looseObject({}),
        handler: run as () => object,
      }),
    ],
    ...hooks,
  });

/** The folder of a plugin with a manifest. Its only resource, `say_NAME`, contains "one". */
export function onDisk(name: string): string {
  const resource = { name: `say_${name}`, group: `group_${name}`, uri: `say://${name}`, description: 'D.' };
  const declaration = { ...resource, group: { name: `group_${name}`, title: 'G' } };
  const manifest = {
    ...{ apiVersion: 1, id: name, version: '1.0.0', groups: [], tools: [], prompts: [] },
    resources: [resource],
  };
  return temporaryFolder({
    'package.json': JSON.stringify({
      ...{ name: `@acme/${name}`, version: '1.0.0', type: 'module' },
      kestraMcp: { apiVersion: 1, manifest: './m.json' },
    }),
    'm.json': JSON.stringify(manifest),
    'index.js': `
      import { definePlugin, defineResource } from '@kestra-mcp/core';
      const resource = defineResource({ ...${JSON.stringify(declaration)}, handler: () => 'one' });
      export default definePlugin({ id: '${name}', resources: [resource] });`,
  });
}
/** The content of that resource. */
export const said = async (host: Host, name: string) => host.read(`say_${name}`, {}, CONTEXT);
export const ONE = { mimeType: 'text/plain', text: 'one' };
