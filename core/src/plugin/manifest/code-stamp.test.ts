import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { isStale, stampOf } from './code-stamp.js';

const FILES = {
  'dist/index.js': "import { a } from './tools/a.js';\nexport default a;",
  'dist/tools/a.js': 'export const a = 1;',
  'dist/apart.js': '',
};
const plugin = (files: Record<string, string> = FILES) => {
  const folder = temporaryFolder(files);
  return { folder, stamp: stampOf(folder, join(folder, 'dist/index.js')) };
};

describe('stampOf', () => {
  it('names the module and what it imports of the package, and is the same for the same code anywhere', () => {
    const { stamp } = plugin();
    expect(stamp).toEqual({
      files: ['dist/index.js', 'dist/tools/a.js'],
      hash: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(plugin().stamp).toEqual(stamp);
  });

  it.each<[string, Record<string, string>]>([
    ['the module', { ...FILES, 'dist/index.js': `${FILES['dist/index.js']} ` }],
    ['what it imports', { ...FILES, 'dist/tools/a.js': 'export const a = 2;' }],
    [
      'where one file ends and the next begins',
      {
        'dist/index.js': `${FILES['dist/index.js']}export`,
        'dist/tools/a.js': FILES['dist/tools/a.js'].replace('export', ''),
      },
    ],
  ])('is another when %s is another', (_, files) => {
    expect(plugin(files).stamp.hash).not.toBe(plugin().stamp.hash);
  });

  it('is that of a plugin which is a single file', () => {
    const file = join(temporaryFolder({ 'one.js': 'export default 1;' }), 'one.js');
    const stamp = stampOf(file, file);
    expect(stamp.files).toEqual(['']);
    expect(isStale(file, stamp)).toBe(false);
    writeFileSync(file, 'export default 2;');
    expect(isStale(file, stamp)).toBe(true);
  });
});

describe('isStale', () => {
  it('is false while the code is what it was, whatever else is there', () => {
    const { folder, stamp } = plugin();
    writeFileSync(join(folder, 'dist/apart.js'), 'changed');
    writeFileSync(join(folder, 'dist/index.js'), FILES['dist/index.js']);
    expect(isStale(folder, stamp)).toBe(false);
  });

  it('is true when what the module imports has changed', () => {
    const { folder, stamp } = plugin();
    writeFileSync(join(folder, 'dist/tools/a.js'), 'export const a = 2;');
    expect(isStale(folder, stamp)).toBe(true);
  });

  it('is true when a file is gone, or the folder', () => {
    const { folder, stamp } = plugin();
    rmSync(join(folder, 'dist/tools/a.js'));
    expect(isStale(folder, stamp)).toBe(true);
    rmSync(folder, { recursive: true });
    expect(isStale(folder, stamp)).toBe(true);
  });
});
