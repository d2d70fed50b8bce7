import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { readLimited, readLimitedBytes, readLimitedSync } from './read-limited.js';

const BOTH = [
  ['in its time', readLimited],
  ['at once', async (path: string, largest?: number) => readLimitedSync(path, largest)],
] as const;

describe.each(BOTH)('a file that is read %s', (_, read) => {
  it.each(['', 'a', 'zwölf Boxkämpfer', 'x'.repeat(100_000)])('is read as it is', async (text) => {
    const folder = temporaryFolder({ 'a.txt': text });
    expect(await read(join(folder, 'a.txt'))).toBe(text);
  });

  it('may be as large as is allowed, and no larger', async () => {
    const folder = temporaryFolder({ 'a.txt': '12345', 'b.txt': '123456', 'c.txt': '' });
    expect(await read(join(folder, 'a.txt'), 5)).toBe('12345');
    await expect(read(join(folder, 'b.txt'), 5)).rejects.toThrow('it is larger than 5 bytes');
    expect(await read(join(folder, 'c.txt'), 5)).toBe('');
  });

  it('may be reached by a link, and is no folder', async () => {
    const folder = temporaryFolder({ 'a.txt': 'text' });
    symlinkSync(join(folder, 'a.txt'), join(folder, 'link'));
    mkdirSync(join(folder, 'inner'));
    expect(await read(join(folder, 'link'))).toBe('text');
    await expect(read(join(folder, 'inner'))).rejects.toThrow('it is a folder');
    await expect(read(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  (process.platform === 'win32' ? it.skip : it)('is no pipe and no device', async () => {
    const folder = temporaryFolder({});
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    symlinkSync('/dev/zero', join(folder, 'zeros'));
    await expect(read(pipe)).rejects.toThrow('it is not a regular file');
    await expect(read(join(folder, 'zeros'))).rejects.toThrow('it is not a regular file');
  });
});

it('bytes stay as they are', async () => {
  const folder = temporaryFolder({});
  const bytes = Buffer.from([0xff, 0, 0xfe, 0x80]);
  writeFileSync(join(folder, 'a'), bytes);
  expect((await readLimitedBytes(join(folder, 'a'))).equals(bytes)).toBe(true);
});
