import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';

const SRC = join(ROOT, 'core', 'src');
/** The way of a call; a folder may import those before it. `server` and `call` meet in host.ts only. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  config: ['foundation', 'process', 'kestra'],
  plugin: ['foundation', 'process', 'kestra', 'config'],
  registry: ['foundation', 'process', 'kestra', 'config', 'plugin'],
  selection: ['foundation', 'process', 'kestra', 'config', 'plugin', 'registry'],
  server: ['foundation', 'process', 'kestra', 'response', 'config', 'plugin', 'registry', 'selection'],
  call: ['foundation', 'process', 'kestra', 'response', 'config', 'plugin', 'registry', 'selection'],
  kestra: ['foundation', 'process'],
  response: ['foundation', 'process', 'kestra'],
  // Beside the way of a call: what commands know of AI clients.
  clients: ['foundation', 'process', 'config'],
};
/** Files beside the folders that put them together; nothing below knows them. */
const TOP = ['bin', 'embed', 'index', 'main'].map((name) => `${name}.js`);
/** A configuration file imports the public API, so what loads the file must have it at hand. */
const EXCEPT = 'core/src/config/sources/module-loader.ts imports ../../index.js';

interface Import {
  from: string;
  target: string;
  typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith('.ts') && !name.endsWith('.test.ts') ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gms,
  );
  return [...found].map(([, type, named, dynamic, bare]) => ({
    from: relative(ROOT, file),
    target: named ?? dynamic ?? bare ?? '',
    typeOnly: type !== undefined,
  }));
}

/** Where a relative import leads, below core/src. */
function place({ from, target }: Import): string {
  return relative(SRC, join(ROOT, dirname(from), target));
}

describe('the folders of core import one way', () => {
  it.each(Object.keys(ALLOWED))('%s', (folder) => {
    const imports = sources(join(SRC, folder))
      .flatMap(importsOf)
      .filter(({ target }) => target.startsWith('.'));
    const wrong = imports.filter((one) => {
      const [first = '', ...rest] = place(one).split('/');
      if (rest.length === 0) return TOP.includes(first);
      return first !== folder && !ALLOWED[folder]?.includes(first);
    });
    const named = wrong.map(({ from, target }) => `${from} imports ${target}`);
    expect(named.filter((each) => each !== EXCEPT)).toEqual([]);
  });

  it('response takes only types from kestra', () => {
    const imports = sources(join(SRC, 'response')).flatMap(importsOf);
    const values = imports.filter((one) => place(one).startsWith('kestra/') && !one.typeOnly);
    expect(values).toEqual([]);
  });

  it('and there is no other folder but those below, host and commands', () => {
    const folders = readdirSync(SRC).filter((name) => statSync(join(SRC, name)).isDirectory());
    expect(folders.sort()).toEqual(
      [...Object.keys(ALLOWED), 'foundation', 'process', 'host', 'commands'].sort(),
    );
  });
});

describe('the packages that one place alone knows', () => {
  it.each([
    ['@modelcontextprotocol/', /^core\/src\/server\//],
    ['tsyringe', /^core\/src\/plugin\/run\/injection\.ts$/],
    ['ky', /^core\/src\/kestra\//],
    ['cosmiconfig', /^core\/src\/config\//],
    ['jiti', /^core\/src\/config\//],
    ['semver', /^core\/src\/plugin\/manifest\/read-manifest\.ts$/],
    ['picomatch', /^core\/src\/selection\//],
  ])('%s', (name, where) => {
    const imports = sources(SRC).flatMap(importsOf);
    const users = imports.filter(
      ({ target }) => target === name || (name.endsWith('/') && target.startsWith(name)),
    );
    expect(users.length).toBeGreaterThan(0);
    for (const { from } of users) expect(from).toMatch(where);
  });

  it('core is imported by plugins as a whole, never in parts', () => {
    const imports = sources(join(ROOT, 'plugins')).flatMap(importsOf);
    const parts = imports.filter(
      ({ from, target }) => !from.includes('/dist/') && /core\/(src|dist)|^@kestra-mcp\/core\//.test(target),
    );
    expect(parts).toEqual([]);
    expect(imports.some(({ target }) => target === '@kestra-mcp/core')).toBe(true);
  });
});
