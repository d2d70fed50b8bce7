import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { describeError } from '../../foundation/errors.js';
import { resolvePlugin } from './resolve.js';

const named = (name: string, rest: object = {}) => JSON.stringify({ name, version: '1.2.3', ...rest });
const KEY = { kestraMcp: { apiVersion: 1 } };
const packages = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [`node_modules/${name}/package.json`, named(name)]));
const plugins = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [`node_modules/${name}/package.json`, named(name, KEY)]));
const failure = (name: string, folder: string): string => {
  try {
    return resolvePlugin(name, folder).entry;
  } catch (error) {
    return describeError(error).replaceAll(folder, 'FOLDER');
  }
};

describe('a name', () => {
  it.each([
    ['acme-tools', 'acme-tools'],
    ['sla', 'kestra-mcp-sla'],
    ['audit', 'kestra-mcp-plugin-audit'],
    ['extra', '@kestra-mcp/plugin-extra'],
    ['@acme/sla', '@acme/sla'],
    ['@acme/cost', '@acme/kestra-mcp-cost'],
    ['@acme/chat', '@acme/kestra-mcp-plugin-chat'],
  ])('%s may be short for the package %s', (name, found) => {
    const folder = temporaryFolder(packages(found));
    expect(resolvePlugin(name, folder)).toMatchObject({
      path: join(folder, 'node_modules', found),
      package: { name: found, version: '1.2.3' },
    });
  });

  it('is sought in the package that the folder is part of, and first-party packages come first', () => {
    const folder = temporaryFolder({
      ...packages('sla', '@kestra-mcp/plugin-sla'),
      'package.json': '{}',
      'a/b/config.json': '{}',
    });
    expect(resolvePlugin('sla', join(folder, 'a/b')).package.name).toBe('@kestra-mcp/plugin-sla');
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['above, without a package', {}, false],
    ['above the package', { 'a/b/package.json': '{}' }, false],
    [
      'above the package, beside one that names others',
      { 'a/b/package.json': '{}', 'package.json': '{"workspaces":["c/*"]}' },
      false,
    ],
    [
      'in the workspace of the package',
      { 'a/b/package.json': '{}', 'package.json': '{"workspaces":["c","a/*"]}' },
      true,
    ],
    [
      'in a workspace, as yarn names it',
      { 'a/b/package.json': '{}', 'package.json': '{"workspaces":{"packages":["./a/b"]}}' },
      true,
    ],
    [
      'in a workspace of any depth',
      { 'a/b/package.json': '{}', 'package.json': '{"workspaces":["**"]}' },
      true,
    ],
    [
      'in one whose names are patterns, and no more',
      { 'a/b/package.json': '{}', 'package.json': '{"workspaces":["a/?","(a|x)/.*","a"]}' },
      false,
    ],
  ])('is sought %s', (_, files, isFound) => {
    const folder = temporaryFolder({ ...packages('sla'), 'a/b/config.json': '{}', ...files });
    const from = join(folder, 'a/b');
    if (isFound) expect(resolvePlugin('sla', from).path).toBe(join(folder, 'node_modules/sla'));
    else expect(failure('sla', from)).toContain('The plugin "sla" was not found in FOLDER.');
  });

  it.each([
    ['@kestra-mcp/plugin-sla', ['@kestra-mcp/plugin-sla', 'kestra-mcp-sla', 'sla']],
    ['kestra-mcp-sla', ['kestra-mcp-sla', 'kestra-mcp-plugin-sla', 'sla']],
    ['sla', ['sla']],
  ])('prefers %s of those that say they are plugins', (first, keyed) => {
    const others = ['@kestra-mcp/plugin-sla', 'kestra-mcp-sla', 'kestra-mcp-plugin-sla', 'sla'];
    expect(
      resolvePlugin('sla', temporaryFolder({ ...packages(...others), ...plugins(...keyed) })),
    ).toMatchObject({
      package: { name: first },
    });
  });

  it('with a scope means another package than that of the name, when only that is a plugin', () => {
    const folder = temporaryFolder({ ...packages('@acme/sla'), ...plugins('@acme/kestra-mcp-sla') });
    expect(resolvePlugin('@acme/sla', folder).package.name).toBe('@acme/kestra-mcp-sla');
  });

  it.each(['flow', '@kestra-mcp/plugin-flow'])(
    '%s means the copy of the host, whatever the folder has',
    (name) => {
      const folder = temporaryFolder(plugins('@kestra-mcp/plugin-flow', 'kestra-mcp-flow', 'flow'));
      const { path, package: found } = resolvePlugin(name, folder);
      expect([found.name, path.startsWith(folder)]).toEqual(['@kestra-mcp/plugin-flow', false]);
    },
  );

  it('of the host may be had from elsewhere by its path', () => {
    const folder = temporaryFolder(plugins('@kestra-mcp/plugin-flow'));
    const path = './node_modules/@kestra-mcp/plugin-flow';
    expect(resolvePlugin(path, folder).path).toBe(join(folder, path));
  });

  it('that nothing has is an error that says what was tried, where, and what to do', () => {
    expect(failure('sla', temporaryFolder())).toBe(
      'The plugin "sla" was not found in FOLDER. Tried: @kestra-mcp/plugin-sla, kestra-mcp-sla, ' +
        'kestra-mcp-plugin-sla, sla.\n' +
        'Install its package there (npm install), or use the path of its file or folder (./sla).',
    );
    expect(failure('@acme/sla', temporaryFolder())).toContain(
      'Tried: @acme/sla, @acme/kestra-mcp-sla, @acme/kestra-mcp-plugin-sla.',
    );
    expect(failure('kestra-mcp-sla', temporaryFolder())).toContain('Tried: kestra-mcp-sla.');
    expect(failure('flows', temporaryFolder())).toContain('Did you mean "flow"');
  });
});

describe('a path', () => {
  it('is relative to the folder, or absolute', () => {
    const folder = temporaryFolder({ 'mine/package.json': named('mine') });
    const mine = { path: join(folder, 'mine'), package: { name: 'mine' } };
    expect(resolvePlugin('./mine', folder)).toMatchObject(mine);
    expect(resolvePlugin('../mine', join(folder, 'x'))).toMatchObject(mine);
    expect(resolvePlugin(join(folder, 'mine'), '/')).toMatchObject(mine);
  });

  it.each(['one.js', 'one.ts'])('may be that of a single file, %s', (name) => {
    const path = join(temporaryFolder({ [name]: '' }), name);
    expect(resolvePlugin(path, '/')).toEqual({ path, entry: path, package: { name, version: '0.0.0' } });
  });

  it.each(['index.js', 'index.mjs', 'index.ts', 'index.mts'])(
    'may be of a folder with no more than %s',
    (main) => {
      const path = join(temporaryFolder({ [`bare/${main}`]: '' }), 'bare');
      const entry = join(path, main);
      expect(resolvePlugin(path, '/')).toEqual({ path, entry, package: { name: 'bare', version: '0.0.0' } });
    },
  );

  it('that leads nowhere, or to a folder without a package.json or a module, is an error', () => {
    const folder = temporaryFolder({ 'bare/main.js': '', 'broken/package.json': '{' });
    expect(failure('./nope', folder)).toBe(
      'The plugin "./nope" was not found: FOLDER/nope does not exist.\n' +
        'Paths are relative to the folder of the configuration file.',
    );
    expect(failure('./bare/main', folder)).toContain('Did you mean "./bare/main.js"?');
    expect(failure('./bare', folder)).toBe(
      'The plugin "./bare" has no readable FOLDER/bare/package.json.\nReinstall it.',
    );
    expect(failure('./broken', folder)).toBe(
      'The plugin "./broken" has no readable FOLDER/broken/package.json.\nReinstall it.',
    );
  });
});

describe('the module to import', () => {
  it.each([
    [{}, 'index.js'],
    [{ main: './lib/main.js' }, 'lib/main.js'],
    [{ exports: './e.js', main: './m.js' }, 'e.js'],
    [{ exports: { '.': './e.js' } }, 'e.js'],
    [{ exports: { '.': { types: './e.d.ts', require: './e.cjs', import: './e.js' } } }, 'e.js'],
    [{ exports: { '.': { import: { types: './e.d.ts', default: './e.js' } } } }, 'e.js'],
    [{ exports: { types: './e.d.ts', default: './e.js' } }, 'e.js'],
    [{ exports: { './x': './x.js' }, main: './m.js' }, 'm.js'],
    [{ exports: './src/plugin.ts' }, 'src/plugin.ts'],
  ])('of %j is %s', (rest, entry) => {
    const folder = temporaryFolder({ 'p/package.json': named('p', rest) });
    expect(resolvePlugin('./p', folder).entry).toBe(join(folder, 'p', entry));
  });

  it('is index.ts where there is no other', () => {
    const folder = temporaryFolder({ 'p/package.json': named('p'), 'p/index.ts': '' });
    expect(resolvePlugin('./p', folder).entry).toBe(join(folder, 'p/index.ts'));
  });
});

describe('a package.json', () => {
  it.each([
    ['null', 'p', '0.0.0'],
    ['5', 'p', '0.0.0'],
    ['{"name": 5, "version": {}, "main": 7}', 'p', '0.0.0'],
    [JSON.stringify({ name: 'a\u001b[2Jb', version: '1.0.0\n' }), 'p', '0.0.0'],
    // That is what messages say of an object in the configuration file.
    ['{"name": "q", "version": "inline"}', 'q', '0.0.0'],
  ])('that holds %s names its package by what can be printed', (content, name, version) => {
    const folder = temporaryFolder({ 'p/package.json': content, 'p/index.js': '' });
    expect(resolvePlugin('./p', folder)).toMatchObject({
      package: { name, version },
      entry: join(folder, 'p', 'index.js'),
    });
  });
});
