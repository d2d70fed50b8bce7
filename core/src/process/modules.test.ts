import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { modulesFrom } from './modules.js';

/** What is reached from `index.ts` of a folder with these files, relative to it. */
const reached = (files: Record<string, string>, entry = 'index.ts'): string[] => {
  const folder = temporaryFolder(files);
  return modulesFrom(folder, join(folder, entry)).map((file) => relative(folder, file));
};

describe('modulesFrom', () => {
  it.each([
    ['import { a } from "./a.js";', 'a.js'],
    ["import './a.js';", 'a.js'],
    ["export * from './a.js';", 'a.js'],
    ["await import('./a.js');", 'a.js'],
    ["const a = require( './a.js' );", 'a.js'],
    ["import {\n  a,\n  b,\n} from './a.js';", 'a.js'],
    ["import './a';", 'a.ts'],
    ["import './a.js';", 'a.ts'],
    ["import './a.mjs';", 'a.mts'],
    ["import './a.cjs';", 'a.cts'],
    ["import './a';", 'a/index.ts'],
    ["import './a';", 'a/index.js'],
    ["import data from './a.json' with { type: 'json' };", 'a.json'],
    ["import './deep/../a.js';", 'a.js'],
  ])('follows %j to %s', (code, name) => {
    expect(reached({ 'index.ts': code, [name]: '' })).toEqual(['index.ts', name]);
  });

  it('follows what is reached in turn, each once, in the order they are met', () => {
    const files = {
      'index.ts': "import './b.js'; import './a.js';",
      'a.ts': "import './b.js'; import '../index.js';",
      'b.ts': "import './sub/c.js';",
      'sub/c.ts': "import '../a.js';",
      'apart.ts': '',
    };
    expect(reached(files)).toEqual(['index.ts', 'b.ts', 'a.ts', 'sub/c.ts']);
  });

  it.each([
    ['a package', "import 'zod';", { 'zod.js': '' }],
    ['what is not there', "import './gone.js';", {}],
    ['a folder without an index', "import './a';", { 'a/b.ts': '' }],
    ['what is installed', "import './node_modules/x/index.js';", { 'node_modules/x/index.js': '' }],
  ])('leaves out %s', (_, code, files) => {
    expect(reached({ 'index.ts': code, ...files })).toEqual(['index.ts']);
  });

  it('leaves out what is outside of the folder', () => {
    const files = { 'p/index.ts': "import '../shared.js';", 'shared.ts': '', 'p2/x.ts': '' };
    const folder = temporaryFolder(files);
    expect(modulesFrom(join(folder, 'p'), join(folder, 'p/index.ts'))).toEqual([join(folder, 'p/index.ts')]);
  });
});
