import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { keepTranspiled, transpiled } from './transpiled.js';

const options = (source: string) => ({ source, filename: '/somewhere/kestra-mcp.config.ts', ts: true });

/** What comes back for each source in turn: the source itself from a transpiler that counts. */
function inTurn(...sources: string[]): { codes: string[]; times: number } {
  let times = 0;
  const codes = sources.map((source) =>
    transpiled(options(source), () => {
      times += 1;
      return `code of ${source}`;
    }),
  );
  return { codes, times };
}

afterEach(() => keepTranspiled(''));

describe('what TypeScript is transpiled to', () => {
  it('is not kept unless the program asks for it', () => {
    expect(inTurn('a', 'a').times).toBe(2);
  });

  it('is kept for the next time, in a folder that is the user’s alone', () => {
    const folder = join(temporaryFolder({}), 'a/b');
    keepTranspiled(folder);
    expect(inTurn('a', 'a')).toEqual({ codes: ['code of a', 'code of a'], times: 1 });
    const [file = '', ...more] = readdirSync(folder);
    expect(more).toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('follows an edit, and leaves nothing of what was there', () => {
    const folder = join(temporaryFolder({}), 'kept');
    keepTranspiled(folder);
    expect(inTurn('secret', 'b', 'b')).toEqual({
      codes: ['code of secret', 'code of b', 'code of b'],
      times: 2,
    });
    expect(readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual([
      expect.stringMatching(/^\/\/ [\da-f]{64}\ncode of b$/),
    ]);
  });

  it('is not kept where others can read, and not read where others can write', () => {
    const folder = join(temporaryFolder({}), 'open');
    keepTranspiled(folder);
    inTurn('a');
    chmodSync(folder, 0o755);
    expect(inTurn('a', 'b').times).toBe(2);
  });

  it('is not kept where no folder can be made, nor when it is a mistake', () => {
    const place = temporaryFolder({ file: '' });
    keepTranspiled(join(place, 'file/folder'));
    expect(inTurn('a', 'a').times).toBe(2);
    keepTranspiled(join(place, 'kept'));
    transpiled(options('a'), () => 'exports.__JITI_ERROR__ = {}');
    expect(readdirSync(join(place, 'kept'))).toEqual([]);
  });
});
