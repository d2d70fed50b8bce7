import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { fileOf, importsOf, roomOf, sourcesIn } from './imports.js';
import { BESIDE, DOORS, EXCEPTIONS, ORDER, wrongWay } from './order.js';

const SOURCES = sourcesIn('core/src');
const IMPORTS = SOURCES.flatMap(importsOf).filter(({ target }) => target.startsWith('.'));

describe('imports in core go one way', () => {
  it('every one of them, types and lazy ones too', () => {
    const wrong = IMPORTS.flatMap((one) => {
      const name = `${one.from} imports ${one.target}`;
      const fault = wrongWay(roomOf(one.from) ?? '', roomOf(fileOf(one)) ?? '');
      return fault === undefined || EXCEPTIONS.includes(name) ? [] : [`${name}: ${fault}`];
    });
    expect(wrong).toEqual([]);
  });

  it('an exception that nothing needs is none', () => {
    const names = IMPORTS.map(({ from, target }) => `${from} imports ${target}`);
    expect(EXCEPTIONS.filter((each) => !names.includes(each))).toEqual([]);
  });

  it('response takes only types from kestra', () => {
    const values = IMPORTS.filter(
      (one) => roomOf(one.from) === 'response' && roomOf(fileOf(one)) === 'kestra' && !one.typeOnly,
    );
    expect(values).toEqual([]);
  });

  it.each([
    [
      'config',
      'host',
      'config stands below host. What it needs belongs in config or below, or the importing code in host or above.',
    ],
    [
      'clients',
      'registry',
      'clients stands below registry. What it needs belongs in config or below, or the importing code in registry or above.',
    ],
    [
      'host',
      'clients',
      'clients stands beside the way of a call, for commands alone. What host needs of it belongs in config or below.',
    ],
    [
      'kestra',
      'main',
      'main is a door of the house, which no folder imports. What both need belongs in kestra or below it.',
    ],
    ['attic', 'kestra', 'attic is in no list: give it its place in test/suites/house/order.ts.'],
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

describe('the house', () => {
  const entries = readdirSync(join(ROOT, 'core/src'), { withFileTypes: true });

  it('has the rooms of the list and no others', () => {
    const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(rooms.sort()).toEqual([...ORDER, ...Object.keys(BESIDE)].sort());
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace('.ts', ''));
    expect(files.sort()).toEqual([...DOORS].sort());
  });

  it('is described in core/README.md, room by room in the same order', () => {
    const readme = readFileSync(join(ROOT, 'core/README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([\w/]+)\/` +\| (.+?) +\|$/gm)].map(([, name = '']) => name);
    expect(rows.filter((name) => !name.includes('/'))).toEqual([...ORDER, ...Object.keys(BESIDE)]);
    const folders = [...new Set(SOURCES.map((file) => dirname(file).replace(/^core\/src\/?/, '')))];
    expect(folders.filter((name) => name !== '' && !rows.includes(name))).toEqual([]);
    expect(
      rows.filter((name) => !folders.some((each) => each === name || each.startsWith(`${name}/`))),
    ).toEqual([]);
  });

  it('has no room with more than 16 files, but that of the resources of Kestra', () => {
    const counts = new Map<string, number>();
    for (const file of [...SOURCES, ...sourcesIn('plugins')]) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    const full = [...counts].filter(([room, files]) => files > 16 && room !== 'core/src/kestra/resources');
    expect(full).toEqual([]);
  });

  it('has no file of more than 200 lines', () => {
    const places = ['core/src', 'plugins', 'test/published', 'test/support'];
    const long = places.flatMap(sourcesIn).flatMap((file) => {
      const lines = readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1;
      return lines > 200 ? [`${file}: ${lines}`] : [];
    });
    expect(long).toEqual([]);
  });
});

describe('each folder says what it is', () => {
  it.each([
    ['test', ['dist', 'published', 'suites'], ['published', 'suites']],
    ['docs', [], []],
  ])('in %s/README.md', (folder, passages, inside) => {
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
