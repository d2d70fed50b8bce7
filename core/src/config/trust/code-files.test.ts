import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { codeFiles } from './code-files.js';

/** The files that a plugin `./p.mjs` would run, by their names within the folder. */
function foundIn(files: Record<string, string>, prepare?: (folder: string) => void): string[] {
  const folder = temporaryFolder(files);
  prepare?.(folder);
  return [...codeFiles(folder, ['./p.mjs'], new Map()).keys()].map((path) => relative(folder, path));
}

it('what a model would be told by the skills of a plugin is looked at as its code is', () => {
  const files = { 'skills/a/SKILL.md': 'Do it.', 'skills/a/more/form.md': '', 'p/skills/b/SKILL.md': '' };
  expect(foundIn({ 'p.mjs': '', ...files }).sort()).toEqual([
    'p.mjs',
    'skills/a/SKILL.md',
    'skills/a/more/form.md',
  ]);
  const folder = temporaryFolder({ ...files, 'p/package.json': '{"main":"index.js"}', 'p/index.js': '' });
  const found = [...codeFiles(folder, ['./p'], new Map()).keys()].map((path) => relative(folder, path));
  expect(found.sort()).toEqual(['p/index.js', 'p/package.json', 'p/skills/b/SKILL.md']);
});

describe('the code that a plugin would run', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['a comment before the path', "import /* x */ './q.mjs';", { 'q.mjs': '' }, 'q.mjs'],
    [
      'a require of another name',
      "const load = createRequire(import.meta.url); load('./q.cjs');",
      { 'q.cjs': '' },
      'q.cjs',
    ],
    ['what is in its own folder', "import '.';", { 'index.js': '' }, 'index.js'],
    ['a thread', "new Worker(new URL('./q.mjs', import.meta.url));", { 'q.mjs': '' }, 'q.mjs'],
    [
      'a part of a package',
      "import 'dep/sub';",
      {
        'node_modules/dep/package.json': '{"exports":{"./sub":{"node":"./lib/a.mjs"}}}',
        'node_modules/dep/lib/a.mjs': '',
      },
      'node_modules/dep/lib/a.mjs',
    ],
    [
      'parts of a package by a pattern',
      "import 'dep/x/one';",
      {
        'node_modules/dep/package.json': '{"exports":{"./x/*":"./lib/*.mjs"}}',
        'node_modules/dep/lib/one.mjs': '',
      },
      'node_modules/dep/lib/one.mjs',
    ],
    [
      '`imports` by a pattern',
      "import '#x/one';",
      { 'package.json': '{"imports":{"#x/*":"./lib/*.mjs"}}', 'lib/one.mjs': '' },
      'lib/one.mjs',
    ],
    [
      '`imports` of a package',
      "import '#x';",
      {
        'package.json': '{"imports":{"#x":"dep"}}',
        'node_modules/dep/package.json': '{"main":"a.js"}',
        'node_modules/dep/a.js': '',
      },
      'node_modules/dep/a.js',
    ],
    [
      'itself by its own name',
      "import 'own/x';",
      { 'package.json': '{"name":"own","exports":{"./x":"./lib/x.mjs"}}', 'lib/x.mjs': '' },
      'lib/x.mjs',
    ],
    [
      'a folder with a main module of its own',
      "require('./lib');",
      { 'lib/package.json': '{"main":"start"}', 'lib/start.js': '' },
      'lib/start.js',
    ],
  ])('%s', (_, text, files, expected) => {
    expect(foundIn({ 'p.mjs': text, ...files })).toContain(expected);
  });

  it('what stands beside the file that a link leads to', () => {
    const files = { 'docs/a.mjs': "import './b.mjs'; import 'dep';", 'docs/b.mjs': '' };
    const dep = {
      'docs/node_modules/dep/package.json': '{"main":"d.js"}',
      'docs/node_modules/dep/d.js': '',
    };
    const found = foundIn({ ...files, ...dep }, (folder) => symlinkSync('docs/a.mjs', join(folder, 'p.mjs')));
    expect(found).toEqual(expect.arrayContaining(['p.mjs', 'docs/b.mjs', 'docs/node_modules/dep/d.js']));
  });

  it('is nothing above it that is merely a part of a path', () => {
    const folder = temporaryFolder({ 'package.json': '{}', 'a/p.mjs': "join(place, '..', '../');" });
    expect([...codeFiles(join(folder, 'a'), ['./p.mjs'], new Map()).keys()]).toEqual([
      join(folder, 'a/p.mjs'),
    ]);
  });

  it('ends where a package leads to itself', () => {
    const found = foundIn(
      {
        'p.mjs': "import './lib'; import '#a';",
        'package.json': '{"imports":{"#a":"#b","#b":"#a"}}',
        'lib/package.json': '{"main":"."}',
      },
      (folder) => {
        mkdirSync(join(folder, 'node_modules'));
        symlinkSync('..', join(folder, 'node_modules/own'));
      },
    );
    expect(found).toContain('p.mjs');
  });
});
