import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { readIfThere, writeWithBackup } from './write.js';

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

describe('a file that is written', () => {
  it('is made, with the folders that it is in', async () => {
    const path = join(temporaryFolder(), 'a b', 'ü', 'mcp.json');
    expect(await writeWithBackup(path, 'new')).toEqual({ path, did: 'created' });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe(0o644);
  });

  it('is backed up, and keeps its mode, as the backup does', async () => {
    const folder = temporaryFolder({ 'mcp.json': 'old' });
    const path = join(folder, 'mcp.json');
    chmodSync(path, 0o640);
    const { did, backup = '' } = await writeWithBackup(path, 'new');
    expect(did).toBe('changed');
    expect(backup).toMatch(/mcp\.json\.backup-\d{8}-\d{6}-\d{3}$/);
    expect([path, backup].map((each) => [readFileSync(each, 'utf8'), modeOf(each)])).toEqual([
      ['new', 0o640],
      ['old', 0o640],
    ]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is left as it is when it is so already', async () => {
    const folder = temporaryFolder({ 'mcp.json': 'same' });
    const path = join(folder, 'mcp.json');
    expect(await writeWithBackup(path, 'same')).toEqual({ path, did: 'left as it is' });
    expect(readdirSync(folder)).toEqual(['mcp.json']);
  });

  it('is private when it holds a secret, made or changed or neither, and no copy is left', async () => {
    const folder = temporaryFolder();
    const path = join(folder, '.env');
    await writeWithBackup(path, 'one', true);
    expect(modeOf(path)).toBe(0o600);
    for (const text of ['two', 'two']) {
      chmodSync(path, 0o644);
      await writeWithBackup(path, text, true);
      expect(modeOf(path)).toBe(0o600);
    }
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it.each([
    ['leads to a file', { 'dotfiles/mcp.json': 'old' }],
    ['leads nowhere yet', {}],
  ])('stays a link where it %s', async (_, files) => {
    const folder = temporaryFolder(files);
    const path = join(folder, 'mcp.json');
    symlinkSync(join('dotfiles', 'mcp.json'), path);
    await writeWithBackup(path, 'new');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'dotfiles', 'mcp.json'), 'utf8')).toBe('new');
  });

  it.each([Buffer.from('{"a": "\xe9"}', 'latin1'), Buffer.from('\uFEFF{}', 'utf16le')])(
    'is left alone when it is not in UTF-8',
    async (bytes) => {
      const path = join(temporaryFolder(), 'mcp.json');
      writeFileSync(path, bytes);
      await expect(writeWithBackup(path, 'new')).rejects.toThrow(
        `${path} was left alone: it is not in UTF-8.`,
      );
      expect(readFileSync(path)).toEqual(bytes);
    },
  );

  it('keeps a byte order mark for its reader', async () => {
    const path = join(temporaryFolder({ a: '\uFEFF{}' }), 'a');
    expect(await readIfThere(path)).toBe('\uFEFF{}');
  });

  it('is not waited for where it is no file', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'endless'));
    for (const name of ['pipe', 'endless']) {
      const path = join(folder, name);
      const why = new RegExp(`${name} cannot be read: it is no regular file`);
      await expect(readIfThere(path)).rejects.toThrow(why);
      await expect(writeWithBackup(path, 'new')).rejects.toThrow(why);
    }
  });

  it('says why when it cannot be written or read, and leaves nothing half done', async () => {
    const folder = temporaryFolder({ file: '' });
    await expect(writeWithBackup(join(folder, 'file', 'mcp.json'), 'new')).rejects.toMatchObject({
      code: 'KMCP_CONFIG',
      message: expect.stringMatching(/file\/mcp\.json cannot be (read|written): ENOTDIR/),
    });
    mkdirSync(join(folder, 'folder'));
    await expect(writeWithBackup(join(folder, 'folder'), 'new')).rejects.toThrow(
      /folder cannot be read: it is a folder/,
    );
    const long = join(folder, 'x'.repeat(250));
    await expect(writeWithBackup(long, 'secret', true)).rejects.toThrow('cannot be written: ENAMETOOLONG');
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
  });
});
