import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { failed, ok, startHost } from '../../support/host/host.js';
import { ENTRY, ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A plugin with one tool, in the syntax of a module system. */
const plugin = (imports: string, exported: string) => `
  ${imports}
  const tool = defineTool({
    group: { name: 'mine', title: 'Mine' },
    name: 'my_tool',
    description: 'A tool of my own.',
    effect: 'read',
    input: z.strictObject({ word: z.string() }),
    output: z.object({ said: z.string() }),
    handler: ({ word }) => ({ said: word }),
  });
  ${exported} definePlugin({ id: 'mine', tools: [tool] });`;
const MODULE = `
  import { definePlugin, defineTool } from '@kestra-mcp/core';
  import * as z from 'zod';`;
const COMMON = `
  const { definePlugin, defineTool } = require('@kestra-mcp/core');
  const z = require('zod');`;
const DEPENDENCY = {
  'mine/package.json': '{ "name": "mine", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
  'mine/index.js': "export { default } from 'dep';",
  'mine/node_modules/dep/package.json': '{ "name": "dep", "type": "module", "exports": "./index.js" }',
  'mine/node_modules/dep/index.js': plugin(MODULE, 'export default'),
};
const named = (path: string) => ({ 'kestra-mcp.config.json': JSON.stringify({ plugins: ['kv', path] }) });
const inConfig = `${plugin(MODULE, 'const mine =')} export default { plugins: ['kv', mine] };`;

describe.each([
  ['bundled', ENTRY],
  ['unbundled', join(ROOT, 'core', 'dist', 'bin.js')],
])('with the host %s, beside no installation', (_, entry) => {
  it.each<[string, Record<string, string>]>([
    ['an object in kestra-mcp.config.ts', { 'kestra-mcp.config.ts': inConfig }],
    ['an object in kestra-mcp.config.mjs', { 'kestra-mcp.config.mjs': inConfig }],
    ['a TypeScript file', { ...named('./mine.ts'), 'mine.ts': plugin(MODULE, 'export default') }],
    ['a module', { ...named('./mine.mjs'), 'mine.mjs': plugin(MODULE, 'export default') }],
    ['a CommonJS file', { ...named('./mine.cjs'), 'mine.cjs': plugin(COMMON, 'module.exports =') }],
    ['a package whose dependency needs them', { ...named('./mine'), ...DEPENDENCY }],
  ])('%s is a plugin with core and zod of the host', async (__, files) => {
    const { client, stop } = await startHost({ entry, cwd: temporaryFolder(files) });
    expect(await ok(client, 'my_tool', { word: 'yes' })).toEqual({ said: 'yes' });
    expect(await failed(client, 'my_tool', {})).toContain('"word"');
    await stop();
  });
});
