import { describe, expect, it } from '@jest/globals';
import { type Execution, jsonChars, KestraClient } from '@kestra-mcp/core';
import { maskedBy } from '../../../../core/src/response/bound/mask-scope.js';
import { redactor } from '../../../../core/src/response/redact.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { tellFile } from './tell-file.js';

const kestra = useKestra();
const execution: Execution = { id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'SUCCESS' } };
const FILE = 'GET /main/executions/e1/file';
const CHARS = 12_000;
const SECRET = 'x7Kp2qLm-98+b/Zz';

interface Told {
  type: string;
  size: number;
  content?: string;
  rows?: unknown[];
  columns?: string[];
  next?: string;
  note?: string;
}

function having(content: Buffer | string): void {
  const bytes = Buffer.from(content);
  kestra.answers({
    [FILE]: (_, response) => {
      response.end(bytes);
      return undefined;
    },
    [`${FILE}/metas`]: { json: { size: bytes.length } },
  });
}

const read = (name: string, offset = 0, limit = 1_000) =>
  tellFile(
    new KestraClient(kestra.settings('2.0')),
    { execution, uri: `kestra:///a/f/executions/e1/${name}` },
    { name, offset, limit, answerChars: CHARS },
  ) as Promise<Told>;

/** All parts of a file, read as `next` says. */
async function readAll(name: string, limit?: number): Promise<Told[]> {
  const parts: Told[] = [];
  for (let offset = 0, isMore = true; isMore && parts.length < 100; ) {
    const part = await read(name, offset, limit);
    expect(jsonChars(part)).toBeLessThanOrEqual(CHARS);
    parts.push(part);
    const [, left, next] =
      /^(\d+) more bytes\. Repeat the call with offset (\d+)\.$/.exec(part.next ?? '') ?? [];
    isMore = next !== undefined;
    expect(isMore && Number(left)).toBe(isMore && part.size - Number(next));
    offset = Number(next);
  }
  return parts;
}
/** What the host makes of the text of a part. */
async function masked(offset: number): Promise<string> {
  const mask = redactor([SECRET]);
  return mask((await maskedBy(mask, () => read('a.txt', offset))).content ?? '');
}
const plain = (content = '') => content.replaceAll(/\n?⟦kestra-mcp left out [^⟧]*⟧\n?/g, '');

describe('a file of text', () => {
  it.each(['é\n', '😀', 'a', '"\n', '\\', '\r\n', 'words and more words\n'])(
    'comes in parts within the bound, whole characters each: %j',
    async (unit) => {
      const text = unit.repeat(Math.ceil(30_000 / unit.length));
      having(text);
      const parts = await readAll('a.txt');
      expect(parts.length).toBeGreaterThan(1);
      expect(
        parts
          .map(({ content }) => plain(content))
          .join('')
          .replaceAll(/\r?\n/g, ''),
      ).toBe(text.replaceAll(/\r?\n/g, ''));
    },
  );

  it('is whole where there is room, without its mark of order', async () => {
    having('\ufeffZoë\n');
    expect(await read('a.txt')).toEqual({
      ...{ uri: 'kestra:///a/f/executions/e1/a.txt', type: 'text', size: 8, content: 'Zoë\n' },
    });
    having('');
    expect(await read('a.log')).toMatchObject({ type: 'text', size: 0, content: '' });
  });

  it('has no part from its end on', async () => {
    having('abc');
    for (const offset of [3, 1_000_000_000])
      await expect(read('a.txt', offset)).rejects.toThrow(
        `The offset ${offset} is beyond the end of the file. Its size in bytes is 3.`,
      );
  });

  it('never shows a part of a secret, wherever it begins', async () => {
    const text = `${'x'.repeat(50)} token: ${SECRET}\nend`;
    having(text);
    for (let offset = 40; offset < text.length; offset++) {
      const content = await masked(offset);
      for (let length = 5; length < SECRET.length; length++)
        expect(content).not.toContain(SECRET.slice(-length));
    }
  });

  it('nor wherever it ends', async () => {
    for (let shift = 0; shift < 30; shift++) {
      having(`${'x'.repeat(10_500 + shift * 7)}${SECRET}${'y'.repeat(9_000)}`);
      const content = await masked(0);
      expect(content).not.toContain(SECRET.slice(0, 5));
      const [, next] = /offset (\d+)\.⟧$/.exec(content) ?? [];
      expect(await masked(Number(next))).not.toContain(SECRET.slice(-5));
    }
  });
});

describe('a file of rows', () => {
  const rows = Array.from({ length: 900 }, (_, id) => ({ id, text: `é "${id}"\nb`.repeat(id % 3) }));
  const csv = `id,text\n${rows.map(({ id, text }) => `${id},"${text.replaceAll('"', '""')}"\n`).join('')}`;

  it('is a table when it is CSV: columns are told with each part', async () => {
    having(csv);
    const parts = await readAll('a.csv');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap((part) => part.rows)).toEqual([
      ['id', 'text'],
      ...rows.map(({ id, text }) => [String(id), text]),
    ]);
    expect(parts.map(({ columns }) => columns)).toEqual([
      undefined,
      ...parts.slice(1).map(() => ['id', 'text']),
    ]);
  });

  it.each([
    ['a.jsonl', JSON.stringify],
    ['a.ION', ({ id, text }: { id: number; text: string }) => `{id:${id},text:${JSON.stringify(text)}}`],
  ])('is a list of rows when it is %s', async (name, write) => {
    having(rows.map((row) => `${write(row)}\n`).join(''));
    const parts = await readAll(name, 250);
    expect(parts.flatMap((part) => part.rows)).toEqual(rows);
    expect(Math.max(...parts.map((part) => part.rows?.length ?? 0))).toBeLessThanOrEqual(250);
  });

  it('shows a row as text that is longer than an answer, and goes on with rows', async () => {
    having(`1,a\n2,${'b'.repeat(15_000)}\n${'3,c\n'.repeat(3_000)}`);
    const parts = (await readAll('a.csv')).slice(0, 4);
    expect(parts.map(({ type }) => type)).toEqual(['csv', 'text', 'text', 'csv']);
    expect(parts[3]?.rows?.[0]).toEqual(['3', 'c']);
  });

  it('says which rows it could not read', async () => {
    having('{"a":1}\noops\n');
    expect(await read('a.ndjson')).toMatchObject({
      rows: [{ a: 1 }, 'oops'],
      note: '1 of these rows could not be parsed as jsonl and are shown as text.',
    });
  });
});

describe('what is no text', () => {
  it.each([
    ['a.gz', Buffer.from([0x1f, 0x8b, 8, 0]), 'application/gzip', 'The file is not text.'],
    ['a.png', Buffer.from([0x89, 0x50, 0]), 'image/png', 'The file is not text.'],
    ['a.ion', Buffer.from([0xe0, 1, 0, 0xea]), 'application/octet-stream', 'The file is not text.'],
    ['a.txt', Buffer.from('Zoë', 'latin1'), 'text/plain', 'The file is not in UTF-8.'],
    ['a.csv', Buffer.from('\ufeffa,b', 'utf16le'), 'text/csv', 'The file is not in UTF-8 but in UTF-16.'],
  ])('%s is told by what is known of it', async (name, bytes, mediaType, note) => {
    having(bytes);
    expect(await read(name)).toEqual({
      ...{ uri: `kestra:///a/f/executions/e1/${name}`, type: 'binary', mediaType, size: bytes.length },
      note: expect.stringContaining(note),
    });
  });
});

it('a file of many megabytes is read where it is asked for, and no further', async () => {
  const line = `${'0123456789'.repeat(10)}\n`;
  let sent = 0;
  kestra.answers({
    [FILE]: (_, response) => {
      const more = (error?: Error | null) => {
        if (error || response.destroyed || sent > 400_000_000) return;
        sent += line.length * 1_000;
        response.write(line.repeat(1_000), more);
      };
      response.on('error', () => undefined);
      more();
      return undefined;
    },
    [`${FILE}/metas`]: { json: { size: 400_000_000 } },
  });
  const { content, next } = await read('a.txt', line.length * 150_000);
  expect(plain(content)).toMatch(/^0123456789/);
  expect(next).toMatch(/^\d+ more bytes/);
  expect(sent).toBeLessThan(100_000_000);
});
