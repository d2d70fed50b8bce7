import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { failed, ok, startHost } from '../../support/host/host.js';
import { runHost } from '../../support/host/raw.js';
import { ENTRY } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const HEAD = `
import { definePlugin, definePrompt, defineResource, defineTool } from '@kestra-mcp/core';
import * as z from 'zod';
const group = { name: 'odd', title: 'Odd' };
const tool = (changes) => defineTool({
  group, name: 'get_odd', description: 'Gets what is odd.', effect: 'read',
  input: z.strictObject({}), output: z.looseObject({}), handler: () => ({}), ...changes,
});
const resource = (changes) => defineResource({
  group, name: 'odd_report', description: 'What is odd.', uri: 'odd://report', handler: () => '', ...changes,
});`;
const plugin = (options: string) => `${HEAD}\nexport default definePlugin(${options});`;
const ofTool = (changes: string) => plugin(`{ id: 'odd', tools: [tool(${changes})] }`);

/** A folder whose configuration names `kv` and this plugin. */
const folderOf = (files: Record<string, string>, odd: unknown = './p') =>
  temporaryFolder({ ...files, 'kestra-mcp.config.json': JSON.stringify({ plugins: ['kv', odd] }) });
const packageOf = (kestraMcp: unknown, name = 'acme-odd') =>
  JSON.stringify({ name, version: '1.2.3', type: 'module', kestraMcp });
const withCode = (code: string, kestraMcp: unknown = { apiVersion: 1 }) =>
  folderOf({ 'p/package.json': packageOf(kestraMcp), 'p/index.js': code });
const MANIFEST = { apiVersion: 1, id: 'odd', version: '1.2.3', groups: [], tools: [] };
const TOOL = {
  ...{ name: 'get_odd', group: 'odd', description: 'D.', effect: 'read' },
  ...{ inputSchema: { type: 'object' }, outputSchema: { type: 'object' } },
};
const withManifest = (manifest: object) =>
  folderOf({
    'p/package.json': packageOf({ apiVersion: 1, manifest: './m.json' }),
    'p/index.js': 'throw new Error("imported");',
    'p/m.json': JSON.stringify({ ...MANIFEST, ...manifest }),
  });

/** The lists that a client gets, and what the server says about the plugin. */
async function startIn(cwd: string) {
  const { client, stderr, stop } = await startHost({ cwd });
  const { tools } = await client.listTools();
  const { resources } = await client.listResources();
  const { prompts } = await client.listPrompts();
  await stop();
  return { names: [...tools, ...resources, ...prompts].map(({ name }) => name), stderr: stderr() };
}
const RAW = /TypeError|Cannot (read|destructure)|is not (a function|iterable)|undefined \(reading|^\s+at /m;

describe('what no client could take is left out, and the lists are there', () => {
  it.each([
    ['an input that is text', ofTool('{ input: z.string() }'), 'needs an object as its `input`'],
    ['an input that allows any value', ofTool('{ input: z.any() }'), 'needs an object as its `input`'],
    ['a union as input', ofTool('{ input: z.union([z.object({}), z.object({})]) }'), 'z.strictObject({'],
    ['a union as output', ofTool('{ output: z.union([z.object({}), z.object({})]) }'), 'z.object({ result'],
    ['a list as output', ofTool('{ output: z.array(z.string()) }'), 'z.object({ result'],
    ['a title that is a number', ofTool('{ title: 5 }'), '`title` that is not a string'],
    ['a handler that is none', ofTool('{ handler: undefined }'), '`handler` must be a function'],
    ['a name with a space', ofTool("{ name: 'a b' }"), 'needs a name of'],
    [
      'a schema that JSON cannot say',
      ofTool('{ input: z.strictObject({}).meta({ x: 1n }) }'),
      '`input` that cannot be converted to JSON',
    ],
    ['a group of the host', ofTool("{ group: { name: 'flow', title: 'F' } }"), 'a built-in group'],
    ['no options at all', plugin(''), 'needs an `id`'],
    ['tools that are null', plugin("{ id: 'odd', tools: null }"), '`tools` that is not a list'],
    [
      'a resource of odd texts',
      plugin("{ id: 'odd', resources: [resource({ title: 6, mimeType: 5 })] }"),
      'not a string',
    ],
  ])('%s', async (_, code, says) => {
    const cwd = withCode(code);
    const { names, stderr } = await startIn(cwd);
    expect(names).toEqual(['manage_kv_store']);
    expect(stderr).toContain(`The plugin acme-odd 1.2.3 (${join(cwd, 'p', 'index.js')}) `);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(RAW);
    expect(stderr.trimEnd().split('\n').length).toBeGreaterThan(1);
  });

  it.each<[string, object, string]>([
    ['inputSchema', { tools: [{ ...TOOL, inputSchema: {} }] }, '"get_odd" in `tools`'],
    ['outputSchema', { tools: [{ ...TOOL, outputSchema: { anyOf: [] } }] }, '"get_odd" in `tools`'],
    ['title', { tools: [{ ...TOOL, title: 5 }] }, '"get_odd" in `tools` has a `title`'],
    ['name', { tools: [{ ...TOOL, name: 'a b' }] }, '"a b" in `tools` needs a name'],
    ['name that a terminal obeys', { tools: [{ ...TOOL, name: '\u001b[2J' }] }, '"\\u001b[2J" in `tools`'],
    ['apiVersion', { apiVersion: 9 }, 'plugin API "9"'],
    ['options', { options: 5 }, '`options` must be the JSON Schema'],
    ['mimeType', { resources: [{ ...TOOL, uri: 'a:b', mimeType: 5 }] }, '"get_odd" in `resources`'],
  ])('a manifest with an odd %s', async (_, manifest, says) => {
    const { names, stderr } = await startIn(withManifest(manifest));
    expect(names).toEqual(['manage_kv_store']);
    expect(stderr).toContain('The plugin acme-odd 1.2.3');
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('\u001b[2J');
    expect(stderr).toContain(`node ${ENTRY} manifest`);
  });

  it.each<[unknown, string]>([
    [null, '`kestraMcp` in its package.json that is not an object'],
    [{ apiVersion: '1' }, 'not a number: "1"'],
    [{}, 'does not say which plugin API'],
  ])('a package.json with kestraMcp %j', async (kestraMcp, says) => {
    const { names, stderr } = await startIn(withCode(ofTool('{}'), kestraMcp));
    expect(names).toEqual(['manage_kv_store']);
    expect(stderr).toContain('The plugin acme-odd 1.2.3');
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(RAW);
  });
});

describe('kestra-mcp manifest', () => {
  const written = async (code: string, id = 'odd') => {
    const kestraMcp = { apiVersion: 1, id, manifest: './m.json' };
    const cwd = withCode(code, kestraMcp);
    return runHost({ args: ['manifest', 'p'], cwd });
  };

  it('fails by name where a start would leave the plugin out', async () => {
    for (const code of [
      ofTool('{ output: z.array(z.string()) }'),
      ofTool('{ title: 5 }'),
      plugin('{ id: 5 }'),
    ]) {
      const { code: exit, stderr } = await written(code);
      expect(exit).toBe(1);
      expect(stderr).toContain('The plugin acme-odd 1.2.3');
      expect(stderr).not.toMatch(RAW);
    }
  });

  it('fails where package.json and code do not agree about the id; a start says so', async () => {
    const { code, stderr } = await written(ofTool('{}'), 'other');
    expect(code).toBe(1);
    expect(stderr).toContain('has the id "other" in its package.json, but "odd" in its definePlugin');
    const cwd = withCode(ofTool('{}'), { apiVersion: 1, id: 'other' });
    const { stdout } = await runHost({ args: ['list'], cwd });
    expect(stdout).toContain('get_odd');
    expect(stdout).toContain('has the id "other" in its package.json, but "odd" in its definePlugin');
  });
});

describe('an entry that is no plugin', () => {
  const withConfig = (plugins: string) =>
    temporaryFolder({ 'kestra-mcp.config.mjs': `export default { plugins: ['kv', ${plugins}] };` });
  const TRAPS = `new Proxy({}, new Proxy({}, { get: () => () => { throw new Error('trap'); } }))`;

  it.each([
    [
      'an object',
      '{ id: "x" }',
      'plugins[1] of CONFIG is an object, but not a plugin.\nCreate it with definePlugin',
    ],
    ['a promise', 'Promise.resolve({})', 'plugins[1] of CONFIG is a promise, not a plugin.\nAwait it'],
    ['a proxy', 'new Proxy({}, {})', 'plugins[1] of CONFIG is a proxy, not a plugin.'],
    ['a proxy that throws', TRAPS, 'plugins[1] of CONFIG is a proxy, not a plugin.'],
  ])('%s is told with its place', async (_, entry, says) => {
    const cwd = withConfig(entry);
    const { names, stderr } = await startIn(cwd);
    expect(names).toEqual(['manage_kv_store']);
    expect(stderr.replaceAll(join(cwd, 'kestra-mcp.config.mjs'), 'CONFIG')).toContain(says);
  });

  it('but all of those that come with the host, with options, stops the start', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.json': JSON.stringify({ plugins: [['bundled', { a: 1 }]] }),
    });
    const { code, stderr } = await runHost({ args: ['list'], cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('plugins[0] gives options to "bundled"');
    expect(stderr).toContain('options belong to a single plugin');
  });
});

it.each(['!kv', '+(kv)', 'manage_kv_store:get:foo'])('a list does not take %s', async (name) => {
  const { code, stderr } = await runHost({ args: ['list', '--disable', name], cwd: temporaryFolder() });
  expect(code).toBe(2);
  expect(stderr).toContain(`--disable: "${name}" `);
});

it('what a tool gives back arrives as it is: nulls, links, dates', async () => {
  const code = ofTool(`{
    output: z.looseObject({ note: z.string().nullable() }),
    handler: () => ({ note: null, _links: { self: 'x' }, deleted: false, id: 'x', at: new Date(0) }),
  }`);
  const { client } = await startHost({ cwd: withCode(code) });
  expect(await ok(client, 'get_odd')).toEqual({
    ...{ note: null, _links: { self: 'x' }, deleted: false, id: 'x' },
    at: '1970-01-01T00:00:00.000Z',
  });
});

it('what JSON has no word for is an error by name, with the member', async () => {
  const { client } = await startHost({ cwd: withCode(ofTool('{ handler: () => ({ a: [{ n: 1n }] }) }')) });
  expect(await failed(client, 'get_odd')).toMatch(
    /^get_odd of the plugin acme-odd 1\.2\.3 \(.*\) ran, but its result has at "a\.0\.n" a BigInt\.\n/,
  );
});
