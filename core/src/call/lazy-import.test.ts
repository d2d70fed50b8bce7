import { expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { loadPlugins } from '../plugin/load.js';
import { PluginRuntime } from '../plugin/run.js';
import { buildRegistry } from '../registry/registry.js';
import { select } from '../selection/selection.js';
import { callTool } from './call.js';

const schema = { type: 'object', properties: {} };
const tool = {
  name: 'get_thing',
  group: 'g',
  description: 'D.',
  effect: 'read',
  inputSchema: schema,
  outputSchema: schema,
};
const folder = temporaryFolder({
  'package.json': JSON.stringify({
    name: '@acme/p',
    type: 'module',
    kestraMcp: { apiVersion: 1, manifest: './m.json' },
  }),
  'index.js': 'throw new Error("imported");',
  'm.json': JSON.stringify({ apiVersion: 1, id: 'p', version: '1', groups: [], tools: [tool] }),
});

it.each([
  [['get_thing'], 'The tool "get_thing" is switched off: disabled by tools.disable: get_thing.'],
  [[], '@acme/p could not be imported: imported'],
])('the code of a tool is imported by its first call, unless it is off: %j', async (disable, text) => {
  const registry = buildRegistry(await loadPlugins([{ plugin: folder, options: {} }], '/'));
  const selection = select(registry, { enable: [], disable, readOnly: false });
  const open = (given: string) => given;
  const services = {
    selection: () => selection,
    runtime: new PluginRuntime(async () => ({})),
    redact: open,
    redactResult: open,
    ended: () => undefined,
  };
  const context = {
    signal: new AbortController().signal,
    progress: async () => undefined,
    log: async () => undefined,
  };
  expect(await callTool(services, 'get_thing', {}, context)).toEqual({
    content: [{ type: 'text', text }],
    isError: true,
  });
});
