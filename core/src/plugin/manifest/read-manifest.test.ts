import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { describeError } from '../../foundation/errors.js';
import { VERSION } from '../../process/version.js';
import type { PluginLocation, PluginPackage } from '../load/location.js';
import { stampOf } from './code-stamp.js';
import { checkCompatible, readManifest } from './read-manifest.js';

const IDENTITY = { source: '@acme/p', version: '1.2.3', file: '/p/index.js' };
const NAME = 'The plugin @acme/p 1.2.3 (/p/index.js)';
const at = (path: string, rest: Partial<PluginPackage> = {}): PluginLocation => ({
  path,
  entry: join(path, 'index.js'),
  package: { name: '@acme/p', version: '1.2.3', ...rest },
});

describe('checkCompatible', () => {
  const verdict = (rest: Partial<PluginPackage>) =>
    checkCompatible(IDENTITY, at('/p', rest)).then(() => 'fits', describeError);
  const peer = (range: unknown) => verdict({ peerDependencies: { '@kestra-mcp/core': range } });

  it('lets pass what says nothing, or says that it fits', async () => {
    expect(await verdict({})).toBe('fits');
    expect(await verdict({ kestraMcp: { apiVersion: 1 } })).toBe('fits');
    expect(await verdict({ peerDependencies: { zod: '^99' } })).toBe('fits');
  });

  it('refuses what is written for another plugin API', async () => {
    expect(await verdict({ kestraMcp: { apiVersion: 2 } })).toBe(
      `${NAME} is written for plugin API 2, but this server supports 1.\n` +
        'Install matching versions of @acme/p and kestra-mcp.',
    );
  });

  const WRITE = 'Set "apiVersion": 1 in its `kestraMcp`.';
  it.each([
    ['1', `has an \`apiVersion\` in its package.json that is not a number: "1".\n${WRITE}`],
    [null, `has an \`apiVersion\` in its package.json that is not a number: null.\n${WRITE}`],
    [
      undefined,
      `does not say which plugin API it is written for: \`kestraMcp\` in its package.json has no \`apiVersion\`.\n${WRITE}`,
    ],
  ])('says what is odd about the plugin API %p', async (apiVersion, says) => {
    expect(await verdict({ kestraMcp: { apiVersion } })).toBe(`${NAME} ${says}`);
  });

  it.each([null, 'x', 1, []])('says that `kestraMcp` is no object: %j', async (kestraMcp) => {
    expect(await verdict({ kestraMcp: kestraMcp as object })).toBe(
      `${NAME} has a \`kestraMcp\` in its package.json that is not an object.\n` +
        'Change it to "kestraMcp": { "apiVersion": 1, "id": "…" }.',
    );
  });

  it.each([`^${VERSION}`, '*', '', 'x', VERSION, `>=${VERSION} <99`, '^98 || >=0.0.1', 'workspace:*', 7])(
    'lets pass the peer range %j',
    async (range) => {
      expect(await peer(range)).toBe('fits');
    },
  );

  it.each(['^99.0.0', `<${VERSION}`, '~0.0.1'])('refuses the peer range %s', async (range) => {
    expect(await peer(range)).toBe(
      `${NAME} needs @kestra-mcp/core ${range}, but this server has ${VERSION}.\n` +
        'Install matching versions of @acme/p and kestra-mcp.',
    );
  });
});

describe('readManifest', () => {
  const kestraMcp = { apiVersion: 1, manifest: './m.json' };
  const good = {
    apiVersion: 1,
    id: 'p',
    version: '1.2.3',
    groups: [],
    tools: [],
    resources: [],
    prompts: [],
  };
  const tool = {
    name: 'a',
    group: 'g',
    description: 'D.',
    effect: 'read',
    inputSchema: { type: 'object' },
    outputSchema: { type: 'object' },
  };
  const resource = { name: 'a', group: 'g', description: 'D.', uri: 'a:b' };
  const prompt = { name: 'a', group: 'g', description: 'D.', arguments: [] };

  /** A folder with this manifest, and what is made of it; paths are relative to the folder. */
  const read = (manifest: object | string | undefined, rest: Partial<PluginPackage> = { kestraMcp }) => {
    const text = typeof manifest === 'object' ? JSON.stringify(manifest) : manifest;
    const files = { 'index.js': 'export default 1;', ...(text !== undefined && { 'm.json': text }) };
    const folder = temporaryFolder(files);
    try {
      return JSON.parse(
        JSON.stringify(readManifest(IDENTITY, at(folder, rest))).replaceAll(folder, 'FOLDER'),
      );
    } catch (error) {
      return describeError(error).replaceAll(folder, 'FOLDER');
    }
  };

  it('gives what the file says', () => {
    expect(read({ ...good, tools: [tool] })).toEqual({ manifest: { ...good, tools: [tool] } });
  });

  it.each([
    { resources: undefined, prompts: undefined },
    { resources: null, prompts: null },
  ])('reads a manifest of before there were resources and prompts: %j', (old) => {
    expect(read({ ...good, ...old })).toEqual({ manifest: good });
  });

  it('lists no more of a resource than clients are to see', () => {
    const odd = { ...resource, title: 'T', mimeType: 'text/csv', icons: 5, _meta: 'x' };
    const { icons: _, _meta: __, ...shown } = odd;
    expect(read({ ...good, resources: [odd] })).toEqual({ manifest: { ...good, resources: [shown] } });
  });

  it('has what completes a resource, and how it is followed', () => {
    const more = { optIn: true, complete: { id: ['a'], day: true }, watch: { everyMs: 2_000 }, ttlMs: 5 };
    const manifest = { ...good, resources: [{ ...resource, ...more }] };
    expect(read(manifest)).toEqual({ manifest });
  });

  it('says what is missing, and what to do', () => {
    expect(read(undefined)).toEqual({
      missing: 'has no manifest at FOLDER/m.json',
      nextStep: 'Create it with: kestra-mcp manifest FOLDER',
    });
    const unnamed = {
      missing: 'has no manifest',
      nextStep: expect.stringMatching(
        /^Add "kestraMcp": .* to its package\.json, .*kestra-mcp manifest <folder>\.$/,
      ),
    };
    expect(read(good, {})).toEqual(unnamed);
    expect(read(good, { kestraMcp: { apiVersion: 1 } })).toEqual(unnamed);
    const file = join(temporaryFolder({ 'one.js': '' }), 'one.js');
    expect(readManifest(IDENTITY, { ...at(file), entry: file })).toEqual({
      missing: 'is a single file',
      nextStep: 'A package can have a manifest and so start faster.',
    });
  });

  it('is stale when the package has another version', () => {
    expect(read({ ...good, version: '1.2.2' })).toEqual({
      missing: 'has an outdated manifest, written for version 1.2.2',
      nextStep: 'Create it with: kestra-mcp manifest FOLDER',
    });
  });

  it('is stale when the code is another', () => {
    const folder = temporaryFolder({ 'index.js': 'import "./a.js";', 'a.js': '1' });
    const location = at(folder, { kestraMcp });
    const code = stampOf(folder, location.entry);
    writeFileSync(join(folder, 'm.json'), JSON.stringify({ ...good, code }));
    expect(readManifest(IDENTITY, location)).toEqual({ manifest: { ...good, code } });
    writeFileSync(join(folder, 'a.js'), '2');
    expect(readManifest(IDENTITY, location)).toEqual({
      missing: 'has an outdated manifest, written for different code',
      nextStep: `Create it with: kestra-mcp manifest ${folder}`,
    });
  });

  const REPAIR = 'Regenerate it (kestra-mcp manifest <folder of the plugin>), or reinstall the plugin.';

  it('is an error when it is no JSON', () => {
    expect(read('{ "tools": [')).toBe(`${NAME} has a manifest that is not JSON: FOLDER/m.json.\n${REPAIR}`);
  });

  it.each<[unknown, string]>([
    [[], 'it is not an object'],
    [{ ...good, id: undefined }, 'it has no `id`'],
    [{ ...good, groups: undefined }, '`groups` is not a list'],
    [{ ...good, tools: {} }, '`tools` is not a list'],
    [{ ...good, resources: 'none' }, '`resources` is not a list'],
    [{ ...good, prompts: {} }, '`prompts` is not a list'],
    [{ ...good, groups: [{ title: 'G' }] }, 'an entry in `groups` has no `name`'],
    [{ ...good, tools: [null] }, 'an entry in `tools` has no `name`'],
    [{ ...good, resources: [{ uri: 'a:b' }] }, 'an entry in `resources` has no `name`'],
    [{ ...good, tools: [{ ...tool, effect: 'rad' }] }, '"a" in `tools` has no `effect`'],
    [
      { ...good, tools: [{ ...tool, inputSchema: null }] },
      '"a" in `tools` has an `inputSchema` that is not the schema of an object: it is not a JSON Schema',
    ],
    [
      { ...good, tools: [{ ...tool, inputSchema: {} }] },
      '"a" in `tools` has an `inputSchema` that is not the schema of an object: it allows any value',
    ],
    [
      { ...good, tools: [{ ...tool, inputSchema: { type: 'string' } }] },
      '"a" in `tools` has an `inputSchema` that is not the schema of an object: it has the type "string"',
    ],
    [
      { ...good, tools: [{ ...tool, outputSchema: { anyOf: [] } }] },
      '"a" in `tools` has an `outputSchema` that is not the schema of an object: it is a union or an intersection ("anyOf")',
    ],
    [
      { ...good, tools: [{ ...tool, inputSchema: { type: 'object', properties: { a: true } } }] },
      '"a" in `tools` has an `inputSchema` that is not the schema of an object: it has invalid `properties`',
    ],
    [
      { ...good, tools: [{ ...tool, outputSchema: { type: 'object', required: [1] } }] },
      '"a" in `tools` has an `outputSchema` that is not the schema of an object: it has an invalid `required`',
    ],
    [{ ...good, tools: [{ ...tool, title: 5 }] }, '"a" in `tools` has a `title` that is not a string'],
    [{ ...good, tools: [{ ...tool, optIn: false }] }, '"a" in `tools` has an `optIn` that is not true'],
    [
      { ...good, tools: [{ ...tool, edition: 'X' }] },
      '"a" in `tools` has the edition "X", but it can only be EE',
    ],
    [
      { ...good, tools: [{ ...tool, name: 'a b' }] },
      '"a b" in `tools` needs a name of 1 to 64 letters, digits, underscores and hyphens',
    ],
    [
      { ...good, tools: [{ ...tool, name: `${'x'.repeat(64)}\u001b` }] },
      `"${'x'.repeat(64)}…" in \`tools\` needs a name of 1 to 64 letters, digits, underscores and hyphens`,
    ],
    [
      { ...good, tools: [{ ...tool, group: '\u001b[31m' }] },
      '"a" in `tools` has the group "\\u001b[31m", but a group name must have 1 to 64 letters, digits, underscores and hyphens',
    ],
    [
      { ...good, resources: [{ ...resource, title: 6 }] },
      '"a" in `resources` has a `title` that is not a string',
    ],
    [
      { ...good, resources: [{ ...resource, mimeType: 5 }] },
      '"a" in `resources` has a `mimeType` that is not a string',
    ],
    [
      { ...good, resources: [{ ...resource, complete: { id: 'all' } }] },
      '"a" in `resources` has a `complete` that is neither true nor a list of strings',
    ],
    [
      { ...good, resources: [{ ...resource, watch: { everyMs: 10 } }] },
      '"a" in `resources` has a `watch` that is neither true nor { everyMs } with a value from 1000 to 86400000',
    ],
    [
      { ...good, resources: [{ ...resource, ttlMs: -1 }] },
      '"a" in `resources` has a `ttlMs` that is not a number of milliseconds',
    ],
    [
      { ...good, prompts: [{ ...prompt, arguments: [{ name: 'x', required: true, complete: [1] }] }] },
      '"a" in `prompts` has the argument "x", which has a `complete` that is neither true nor a list of strings',
    ],
    [{ ...good, resources: [{ ...resource, uri: 'a b' }] }, '"a" in `resources` has an invalid `uri`'],
    [
      { ...good, prompts: [{ ...prompt, arguments: [{ name: 'x', description: 5, required: true }] }] },
      '"a" in `prompts` has the argument "x", which has a `description` that is not a string',
    ],
    [
      { ...good, prompts: [{ ...prompt, arguments: [{ name: 'x' }] }] },
      '"a" in `prompts` has the argument "x", which does not say whether it is `required`',
    ],
    [
      { ...good, groups: [{ name: 'g', title: 5 }] },
      '"g" in `groups` has no `title`, or one that is not a string',
    ],
    [
      { ...good, groups: [{ name: 'g h', title: 'G' }] },
      '"g h" in `groups` needs a name of 1 to 64 letters, digits, underscores and hyphens',
    ],
    [{ ...good, apiVersion: 9 }, 'it is for plugin API "9", but this server supports 1'],
    [
      { ...good, options: 5 },
      'its `options` must be the JSON Schema of an object, but it is not a JSON Schema',
    ],
    [{ ...good, code: null }, 'its `code` is not an object'],
    [{ ...good, version: 5 }, 'it has no `version`'],
    [
      { ...good, id: 'a b' },
      'its `id` is "a b", but it must have 1 to 64 letters, digits, underscores and hyphens',
    ],
    [
      { ...good, tools: [{ ...tool, actions: [{ name: 'b' }] }] },
      '"a" in `tools` has an action without an `effect`',
    ],
  ])('is an error when it is %j', (manifest, fault) => {
    expect(read(manifest as object)).toBe(
      `${NAME} has a manifest that cannot be used: FOLDER/m.json: ${fault}.\n${REPAIR}`,
    );
  });

  // One such plugin would end the list for all.
  it.each<[string, object]>([
    ['a resource without a URI', { resources: [{ name: 'a', group: 'g', description: 'D.' }] }],
    ['a prompt without arguments', { prompts: [{ name: 'a', group: 'g', description: 'D.' }] }],
    ['a list of actions that is none', { tools: [{ ...tool, actions: {} }] }],
    ['a tool of no group', { tools: [{ ...tool, group: undefined, description: 'D.' }] }],
  ])('is an error when it has %s', (_, wrong) => {
    expect(read({ ...good, ...wrong })).toMatch(/^The plugin .* has a manifest that cannot be used: /);
  });
});
