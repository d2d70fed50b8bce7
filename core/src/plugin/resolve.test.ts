import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { describeError } from '../errors.js';
import { resolvePlugin } from './resolve.js';

const named = (name: string, rest: object = {}) => JSON.stringify({ name, version: '1.2.3', ...rest });
const packages = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [`node_modules/${name}/package.json`, named(name)]));
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

  it('is sought in the parents of the folder too, and first-party packages come first', () => {
    const folder = temporaryFolder({
      ...packages('sla', '@kestra-mcp/plugin-sla'),
      'a/b/config.json': '{}',
    });
    expect(resolvePlugin('sla', join(folder, 'a/b')).package.name).toBe('@kestra-mcp/plugin-sla');
  });

  it('of a first-party plugin means the copy of the host, unless the folder has its own', () => {
    expect(resolvePlugin('flow', temporaryFolder()).package.name).toBe('@kestra-mcp/plugin-flow');
    const folder = temporaryFolder(packages('@kestra-mcp/plugin-flow'));
    expect(resolvePlugin('flow', folder).path).toBe(join(folder, 'node_modules/@kestra-mcp/plugin-flow'));
  });

  it('that nothing has is an error that says what to install', () => {
    expect(failure('sla', temporaryFolder())).toBe(
      'The plugin "sla" was not found.\n' +
        'Install it in FOLDER (npm install @kestra-mcp/plugin-sla), or give its path.',
    );
  });
});

describe('a path', () => {
  it('is relative to the folder, absolute, or that of a single file', () => {
    const folder = temporaryFolder({ 'mine/package.json': named('mine'), 'one.js': '' });
    const mine = { path: join(folder, 'mine'), package: { name: 'mine' } };
    expect(resolvePlugin('./mine', folder)).toMatchObject(mine);
    expect(resolvePlugin('../mine', join(folder, 'x'))).toMatchObject(mine);
    expect(resolvePlugin(join(folder, 'mine'), '/')).toMatchObject(mine);
    expect(resolvePlugin('./one.js', folder)).toEqual({
      path: join(folder, 'one.js'),
      entry: join(folder, 'one.js'),
      package: { name: 'one.js', version: '0.0.0' },
    });
  });

  it('that leads nowhere, or to a folder without a package.json, is an error', () => {
    const folder = temporaryFolder({ 'bare/index.js': '', 'broken/package.json': '{' });
    expect(failure('./nope', folder)).toBe('The plugin "./nope" was not found: there is no FOLDER/nope.');
    expect(failure('./bare', folder)).toBe('The plugin "./bare" has no readable FOLDER/bare/package.json.');
    expect(failure('./broken', folder)).toBe(
      'The plugin "./broken" has no readable FOLDER/broken/package.json.',
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
  ])('of %j is %s', (rest, entry) => {
    const folder = temporaryFolder({ 'p/package.json': named('p', rest) });
    expect(resolvePlugin('./p', folder).entry).toBe(join(folder, 'p', entry));
  });
});
