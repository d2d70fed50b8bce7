import { execFileSync } from 'node:child_process';
import {
  chmodSync,
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
import { EditionFile } from './edition-file.js';

const A = 'https://kestra.example.org/api/v1';
const B = 'http://localhost:8080/prefix/api/v1';
const folderWith = (editions?: unknown) => {
  const folder = temporaryFolder(
    editions === undefined ? {} : { 'editions.json': JSON.stringify({ editions }) },
  );
  chmodSync(folder, 0o700);
  return folder;
};
const textIn = (folder: string) => readFileSync(join(folder, 'editions.json'), 'utf8');

describe('the editions that are remembered', () => {
  it('are those of each address, in a file for the user alone', () => {
    const folder = join(temporaryFolder(), 'not/there/yet');
    expect(new EditionFile(folder).recall(A)).toBeUndefined();
    new EditionFile(folder).remember(A, 'EE');
    new EditionFile(folder).remember(B, 'OSS');
    const next = new EditionFile(folder);
    expect([next.recall(A), next.recall(B), next.recall(`${A}/other`)]).toEqual(['EE', 'OSS', undefined]);
    expect(readdirSync(folder)).toEqual(['editions.json']);
    expect(statSync(join(folder, 'editions.json')).mode & 0o777).toBe(0o600);
  });

  it('follow what the instance is now', () => {
    const folder = folderWith([
      [A, 'EE'],
      [B, 'OSS'],
    ]);
    const file = new EditionFile(folder);
    file.remember(A, 'OSS');
    expect(file.recall(A)).toBe('OSS');
    expect(JSON.parse(textIn(folder))).toEqual({
      editions: [
        [B, 'OSS'],
        [A, 'OSS'],
      ],
    });
  });

  it('are written only when something has changed', () => {
    const folder = folderWith([[A, 'EE']]);
    const before = statSync(join(folder, 'editions.json')).ino;
    new EditionFile(folder).remember(A, 'EE');
    expect(statSync(join(folder, 'editions.json')).ino).toBe(before);
  });

  it('are the newest fifty', () => {
    const folder = folderWith();
    const file = new EditionFile(folder);
    for (let port = 1; port <= 60; port++) file.remember(`http://localhost:${port}/api/v1`, 'OSS');
    const { editions } = JSON.parse(textIn(folder)) as { editions: string[][] };
    expect(editions).toHaveLength(50);
    expect([editions[0]?.[0], editions.at(-1)?.[0]]).toEqual([
      'http://localhost:11/api/v1',
      'http://localhost:60/api/v1',
    ]);
  });

  it('hold no credentials, and no address without an end', () => {
    const folder = folderWith();
    const file = new EditionFile(folder);
    file.remember('https://ann:hunter2@kestra.example.org/api/v1?token=s3cret#x', 'EE');
    file.remember(`https://kestra.example.org/${'é'.repeat(300)}`, 'EE');
    file.remember('not an address', 'EE');
    expect(textIn(folder)).toBe(`{"editions":[["${A}","EE"]]}\n`);
  });
});

describe('a file that is not ours', () => {
  const put: Record<string, (file: string) => void> = {
    'not JSON': (file) => writeFileSync(file, '{"editions":'),
    'another JSON': (file) => writeFileSync(file, JSON.stringify({ editions: { [A]: 'EE' } })),
    'of nothing': (file) => writeFileSync(file, 'null'),
    huge: (file) => writeFileSync(file, JSON.stringify({ editions: [[A, 'EE']], more: 'x'.repeat(70_000) })),
    'a link': (file) => {
      const other = join(temporaryFolder(), 'other.json');
      writeFileSync(other, JSON.stringify({ editions: [[A, 'EE']] }));
      symlinkSync(other, file);
    },
    'a pipe': (file) => execFileSync('mkfifo', [file]),
    'of wrong types': (file) =>
      writeFileSync(
        file,
        JSON.stringify({ editions: [null, A, [], [A], [A, 'ee'], [A, 1], { 0: A, 1: 'EE' }] }),
      ),
  };

  it.each(Object.entries(put))('is passed over, and replaced: %s', (_, make) => {
    const folder = folderWith();
    make(join(folder, 'editions.json'));
    const file = new EditionFile(folder);
    expect(file.recall(A)).toBeUndefined();
    file.remember(B, 'EE');
    expect(textIn(folder)).toBe(`{"editions":[["${B}","EE"]]}\n`);
  });

  it.each<[string, () => string]>([
    ['nowhere', () => ''],
    ['below a file', () => join(temporaryFolder({ file: '' }), 'file/folder')],
    [
      'where others may write',
      () => {
        const folder = folderWith([[A, 'EE']]);
        chmodSync(folder, 0o777);
        return folder;
      },
    ],
    [
      'where a folder has its name',
      () => {
        const folder = folderWith();
        mkdirSync(join(folder, 'editions.json/x'), { recursive: true });
        return folder;
      },
    ],
  ])('makes no noise: %s', (_, place) => {
    const folder = place();
    const file = new EditionFile(folder);
    file.remember(B, 'EE');
    expect([file.recall(A), file.recall(B)]).toEqual([undefined, undefined]);
    if (folder !== '' && !folder.includes('file/')) expect(readdirSync(folder)).toEqual(['editions.json']);
  });
});
