import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
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
import { put } from './real-place.js';
import { readIfThere, writeWithBackup } from './write.js';

const PRIVATELY = { secret: true, withoutCopy: true };

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

  it('is backed up for its user alone, and keeps its mode', async () => {
    const folder = temporaryFolder({ 'mcp.json': 'old' });
    const path = join(folder, 'mcp.json');
    chmodSync(path, 0o640);
    const { did, backup = '' } = await writeWithBackup(path, 'new');
    expect(did).toBe('changed');
    expect(backup).toMatch(/mcp\.json\.backup-\d{8}-\d{6}-\d{3}$/);
    expect([path, backup].map((each) => [readFileSync(each, 'utf8'), modeOf(each)])).toEqual([
      ['new', 0o640],
      ['old', 0o600],
    ]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is left as it is when it is so already', async () => {
    const folder = temporaryFolder({ 'mcp.json': 'same' });
    const path = join(folder, 'mcp.json');
    expect(await writeWithBackup(path, 'same')).toEqual({ path, did: 'unchanged' });
    expect(readdirSync(folder)).toEqual(['mcp.json']);
  });

  it('is private when it holds a secret, made or changed or neither, and no copy is left', async () => {
    const folder = temporaryFolder();
    const path = join(folder, '.env');
    await writeWithBackup(path, 'one', PRIVATELY);
    expect(modeOf(path)).toBe(0o600);
    for (const text of ['two', 'two']) {
      chmodSync(path, 0o644);
      await writeWithBackup(path, text, PRIVATELY);
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
    await writeWithBackup(path, 'new', { home: folder });
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'dotfiles', 'mcp.json'), 'utf8')).toBe('new');
  });

  it('leaves what another name of it, or a link to it, shows', async () => {
    const folder = temporaryFolder({ elsewhere: 'old', same: 'new' });
    for (const name of ['elsewhere', 'same']) {
      const path = join(folder, `${name}.env`);
      linkSync(join(folder, name), path);
      chmodSync(path, 0o600);
      await writeWithBackup(path, 'new', PRIVATELY);
      expect([readFileSync(path, 'utf8'), statSync(path).nlink]).toEqual(['new', 1]);
    }
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('old');
  });

  it('closes older backups, which earlier versions left open to all', async () => {
    const folder = temporaryFolder({ 'mcp.json': 'old', 'mcp.json.backup-20260101-000000-000': '' });
    const [theirs, link] = ['theirs', 'mcp.json.backup-link'].map((name) => join(folder, name));
    writeFileSync(String(theirs), '', { mode: 0o644 });
    symlinkSync('theirs', String(link));
    await writeWithBackup(join(folder, 'mcp.json'), 'new');
    expect(modeOf(join(folder, 'mcp.json.backup-20260101-000000-000'))).toBe(0o600);
    expect(modeOf(String(theirs))).toBe(0o644);
  });

  it('is refused where its folder has become a link since that was looked at', async () => {
    const folder = temporaryFolder({ 'theirs/keep': '' });
    symlinkSync('theirs', join(folder, 'mine'));
    await expect(put(join(folder, 'mine', '.env'), 'secret', 0o600)).rejects.toThrow(
      'was replaced in the meantime',
    );
    expect(readdirSync(join(folder, 'theirs'))).toEqual(['keep']);
  });

  it('is refused where it is a pipe, without waiting for a writer', async () => {
    const path = join(temporaryFolder(), 'mcp.json');
    execFileSync('mkfifo', [path]);
    await expect(writeWithBackup(path, 'new')).rejects.toThrow('cannot be read: it is not a regular file');
  });

  it.each([Buffer.from('{"a": "\xe9"}', 'latin1'), Buffer.from('\uFEFF{}', 'utf16le')])(
    'is left alone when it is not in UTF-8',
    async (bytes) => {
      const path = join(temporaryFolder(), 'mcp.json');
      writeFileSync(path, bytes);
      await expect(writeWithBackup(path, 'new')).rejects.toThrow(
        `${path} was not changed: it is not encoded as UTF-8.`,
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
      const why = new RegExp(`${name} cannot be read: it is not a regular file`);
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
    await expect(writeWithBackup(long, 'secret', PRIVATELY)).rejects.toThrow(
      'cannot be written: ENAMETOOLONG',
    );
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
  });
});
