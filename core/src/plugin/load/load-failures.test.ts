import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import {
  GREETING,
  KEY,
  loadOne,
  MANIFEST,
  nameOf,
  pluginFolder,
  problemOf,
  THROWS,
} from '../../../../test/support/plugins/plugin-folder.js';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { definePlugin } from '../author/define.js';
import { loadPlugins } from './load.js';

const MEND = 'Fix the plugin, report this to its author, or remove it from `plugins`.';

describe('options', () => {
  const schema = {
    type: 'object',
    properties: { owner: { type: 'string' }, token: { type: 'string', secret: true } },
    required: ['owner'],
    additionalProperties: false,
  };
  const withOptions = () => pluginFolder(THROWS, KEY, { ...MANIFEST, options: schema });

  it('are kept as they were given, and what is secret among them is known', async () => {
    const given = { owner: 'data', token: 'hunter2' };
    expect(await loadOne(withOptions(), given)).toMatchObject({ options: given, secrets: ['hunter2'] });
  });

  it('are judged by the manifest, without the code', async () => {
    const path = withOptions();
    expect(await problemOf(path, { ownr: 'data' })).toBe(
      `${path} | ${nameOf(path)} rejects its options.\n` +
        '- owner: Invalid input: expected string, received undefined\n' +
        '- the options: Unrecognized key: "ownr"\n' +
        'Correct them in its entry in `plugins`: ["its-name", { … }].',
    );
  });

  it('of an object are judged by its schema', async () => {
    const options = z.strictObject({
      owner: z.string(),
      token: z.string().meta({ secret: true }).optional(),
    });
    const object = definePlugin({ id: 'inline', options });
    const given = { owner: 'data', token: 'hunter2' };
    expect(await loadOne(object, given)).toMatchObject({ options: given, secrets: ['hunter2'] });
    expect(await problemOf(object, { owner: 7 }, { file: '/c.ts' })).toBe(
      'inline plugin | The plugin inline inline (/c.ts) rejects its options.\n' +
        '- owner: Invalid input: expected string, received number\n' +
        'Correct them in its entry in `plugins`: ["its-name", { … }].',
    );
  });

  it('are refused by a plugin that takes none', async () => {
    const path = pluginFolder(THROWS, KEY, MANIFEST);
    expect(await problemOf(path, { owner: 'data' })).toBe(
      `${path} | ${nameOf(path)} does not take options, but the configuration gives it owner.\nRemove them from its entry in \`plugins\`.`,
    );
  });
});

describe('a plugin that cannot be used', () => {
  it('is told by its name and what to do', async () => {
    const throws = pluginFolder(THROWS);
    expect(await problemOf(throws)).toBe(
      `${throws} | ${nameOf(throws)} could not be imported: imported (line 1)\n${MEND}`,
    );
    const other = pluginFolder('export default { id: "x", tools: [] };');
    expect(await problemOf(other)).toBe(
      `${other} | ${nameOf(other)} does not export a plugin.\n` +
        'Create the default export of that file with definePlugin({ … }).',
    );
    expect(await problemOf({ id: 'x' }, {}, { file: '/kestra-mcp.config.ts' })).toBe(
      'inline plugin | plugins[0] of /kestra-mcp.config.ts is an object, but not a plugin.\nCreate it with definePlugin({ … }).',
    );
  });

  it('is told by its name when its declarations are wrong', async () => {
    class Plain {}
    const object = definePlugin({ id: 'odd', groups: [Plain] });
    expect(await problemOf(object, {}, { file: '/kestra-mcp.config.ts' })).toBe(
      'inline plugin | The plugin odd inline (/kestra-mcp.config.ts) cannot be used: ' +
        'Plain needs the @ToolGroup decorator.\nFix the plugin, or report this to its author.',
    );
  });

  it('is told within the limit when its import does not end', async () => {
    const hangs = pluginFolder('await new Promise(() => undefined);');
    expect(await problemOf(hangs, {}, { startMs: 20 })).toBe(
      `${hangs} | ${nameOf(hangs)} could not be imported within 0.02 s.\n` +
        'One of its modules probably has a top-level await that never resolves.',
    );
  });

  it('is not imported when it is written for another plugin API', async () => {
    const path = pluginFolder(THROWS, { apiVersion: 2 });
    expect(await problemOf(path)).toBe(
      `${path} | ${nameOf(path)} is written for plugin API 2, but this server supports 1.\n` +
        'Install matching versions of @acme/p and kestra-mcp.',
    );
  });

  it('is not imported when its manifest is broken', async () => {
    const broken = pluginFolder(THROWS, KEY, '{ "tools": [');
    expect(await problemOf(broken)).toBe(
      `${broken} | ${nameOf(broken)} has a manifest that is not JSON: ${join(broken, 'm.json')}.\n` +
        'Regenerate it (kestra-mcp manifest <folder of the plugin>), or reinstall the plugin.',
    );
  });

  it('does not keep the others from loading', async () => {
    const entries = ['./nope', pluginFolder(GREETING)].map((entry) => ({ plugin: entry, options: {} }));
    const context = { folder: temporaryFolder(), startMs: 30_000 };
    const { loaded, quarantined } = await loadPlugins(entries, context);
    expect(loaded.map(({ source }) => source)).toEqual(['@acme/p']);
    expect(quarantined.map(({ source }) => source)).toEqual(['./nope']);
  });
});
