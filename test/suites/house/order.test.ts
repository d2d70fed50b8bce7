import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { fileOf, folderOf, importsOf, sourcesIn } from './imports.js';
import { BESIDE, ENTRY_POINTS, EXCEPTIONS, ORDER, wrongWay } from './order.js';

const SOURCES = sourcesIn('core/src');
const IMPORTS = SOURCES.flatMap(importsOf).filter(({ target }) => target.startsWith('.'));

describe('imports in core', () => {
  it('go one way, including type imports and lazy imports', () => {
    const wrong = IMPORTS.flatMap((one) => {
      const name = `${one.from} imports ${one.target}`;
      const fault = wrongWay(folderOf(one.from) ?? '', folderOf(fileOf(one)) ?? '');
      return fault === undefined || EXCEPTIONS.includes(name) ? [] : [`${name}: ${fault}`];
    });
    expect(wrong).toEqual([]);
  });

  it('need every listed exception', () => {
    const names = IMPORTS.map(({ from, target }) => `${from} imports ${target}`);
    expect(EXCEPTIONS.filter((each) => !names.includes(each))).toEqual([]);
  });

  it('are type imports where response imports kestra', () => {
    const values = IMPORTS.filter(
      (one) => folderOf(one.from) === 'response' && folderOf(fileOf(one)) === 'kestra' && !one.typeOnly,
    );
    expect(values).toEqual([]);
  });

  it.each([
    [
      'config',
      'host',
      'config comes before host. Move the imported code to config or a folder before it, or the importing code to host or a folder after it.',
    ],
    [
      'clients',
      'registry',
      'clients comes before registry. Move the imported code to config or a folder before it, or the importing code to registry or a folder after it.',
    ],
    [
      'host',
      'clients',
      'Only commands may import clients. Move the code that host needs to config or a folder before it.',
    ],
    [
      'kestra',
      'main',
      'main is an entry point, and no folder may import one. Move the code that both need to kestra or a folder before it.',
    ],
    ['attic', 'kestra', 'attic is not in the order of folders. Add it to test/suites/house/order.ts.'],
  ])('%s may not import %s', (from, to, text) => {
    expect(wrongWay(from, to)).toBe(text);
  });

  it.each([
    ['main', 'commands'],
    ['commands', 'clients'],
    ['server', 'call'],
    ['clients', 'config'],
    ['plugin', 'plugin'],
  ])('%s may import %s', (from, to) => expect(wrongWay(from, to)).toBeUndefined());
});

describe('the source code', () => {
  const entries = readdirSync(join(ROOT, 'core/src'), { withFileTypes: true });

  it('has exactly the folders and entry points that test/suites/house/order.ts lists', () => {
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.sort()).toEqual([...ORDER, ...Object.keys(BESIDE)].sort());
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace('.ts', ''));
    expect(files.sort()).toEqual([...ENTRY_POINTS].sort());
  });

  it('is described in core/README.md, folder by folder in the same order', () => {
    const readme = readFileSync(join(ROOT, 'core/README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([\w/]+)\/` +\| (.+?) +\|$/gm)].map(([, name = '']) => name);
    expect(rows.filter((name) => !name.includes('/'))).toEqual([...ORDER, ...Object.keys(BESIDE)]);
    const folders = [...new Set(SOURCES.map((file) => dirname(file).replace(/^core\/src\/?/, '')))];
    expect(folders.filter((name) => name !== '' && !rows.includes(name))).toEqual([]);
    expect(
      rows.filter((name) => !folders.some((each) => each === name || each.startsWith(`${name}/`))),
    ).toEqual([]);
  });

  it('has at most 16 files in a folder, except in kestra/resources', () => {
    const counts = new Map<string, number>();
    for (const file of [...SOURCES, ...sourcesIn('plugins')]) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    const full = [...counts].filter(
      ([folder, files]) => files > 16 && folder !== 'core/src/kestra/resources',
    );
    expect(full).toEqual([]);
  });

  it('has at most 200 lines in a file', () => {
    const places = ['core/src', 'plugins', 'test/published', 'test/support'];
    const long = places.flatMap(sourcesIn).flatMap((file) => {
      const lines = readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1;
      return lines > 200 ? [`${file}: ${lines}`] : [];
    });
    expect(long).toEqual([]);
  });
});

describe('the folders inside a folder', () => {
  it.each([
    ['test', ['dist', 'published', 'suites'], ['published', 'suites']],
    ['docs', [], []],
  ])('are listed in %s/README.md', (folder, passages, inside) => {
    const readme = readFileSync(join(ROOT, folder, 'README.md'), 'utf8');
    const named = [...readme.matchAll(/^\| `([\w/-]+)` \| .+ \|$/gm)].map(([, name]) => name);
    const there = [folder, ...inside.map((name) => `${folder}/${name}`)].flatMap((path) =>
      readdirSync(join(ROOT, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => (path === folder ? entry.name : `${path.slice(folder.length + 1)}/${entry.name}`)),
    );
    const wanted = there.filter((name) => name !== 'node_modules' && !passages.includes(name));
    expect(named.sort()).toEqual(wanted.sort());
  });
});
