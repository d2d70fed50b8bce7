import { expect, it } from '@jest/globals';
import { CONTEXT, callServices } from '../../../test/support/host/runtime.js';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { loadPlugins } from '../plugin/load/load.js';
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
const tools = [tool, { ...tool, name: 'rare_thing', optIn: true }];
const folder = temporaryFolder({
  'package.json': JSON.stringify({
    name: '@acme/p',
    version: '1.0.0',
    type: 'module',
    kestraMcp: { apiVersion: 1, manifest: './m.json' },
  }),
  'index.js': 'throw new Error("imported");',
  'm.json': JSON.stringify({ apiVersion: 1, id: 'p', version: '1.0.0', groups: [], tools }),
});

it.each([
  [
    'get_thing',
    ['get_thing'],
    'The tool "get_thing" is not available: disabled by tools.disable: get_thing.',
  ],
  [
    'rare_thing',
    [],
    'The tool "rare_thing" is off by default. Whoever runs this server can turn it on with --enable or tools.enable.',
  ],
  [
    'get_thing',
    [],
    `The plugin @acme/p 1.0.0 (${folder}/index.js) could not be imported: imported (line 1)\n` +
      'Fix the plugin, report this to its author, or remove it from `plugins`.',
  ],
])(
  'the code of a tool is imported by its first call, unless it is off: %s without %j',
  async (name, disable, text) => {
    const plugins = await loadPlugins([{ plugin: folder, options: {} }], { folder: '/', startMs: 30_000 });
    const selection = select(buildRegistry(plugins), { enable: [], disable, readOnly: false });
    expect(await callTool(callServices(selection), name, {}, CONTEXT)).toEqual({
      content: [{ type: 'text', text }],
      isError: true,
    });
  },
);
