import { describe, expect, it } from '@jest/globals';
import { InputError, jsonChars } from '@kestra-mcp/core';
import { bytesOf, present } from './content.js';

const bytes = (text: string) => Buffer.from(text);
const binary = (...values: number[]) => Uint8Array.from(values);

/** What a part holds of the file itself. */
const plain = (content: string) => content.replaceAll(/\n?⟦kestra-mcp left out [^⟧]*⟧\n?/g, '');

/** All parts of a file, read as `next` says. */
function readAll(path: string, whole: Uint8Array) {
  const parts: ReturnType<typeof present>[] = [];
  for (let offset: number | undefined = 0; offset !== undefined && parts.length < 20; ) {
    const part = present(path, whole, offset, 40_000);
    parts.push(part);
    const next = /^(\d+) more bytes follow. Repeat the call with offset (\d+)\.$/.exec(part.next ?? '');
    offset = next === null ? undefined : Number(next[2]);
    if (offset !== undefined) expect(Number(next?.[1])).toBe(whole.byteLength - offset);
  }
  const contents = parts.map(({ content, encoding }) =>
    Buffer.from(plain(content), encoding === 'base64' ? 'base64' : 'utf8'),
  );
  return { parts, whole: Buffer.concat(contents) };
}

describe('a file', () => {
  it.each([
    ['/a.py', 'print("é €")\n', 'text/plain'],
    ['/a.json', '{}', 'application/json'],
    ['/a.MD', '# A', 'text/markdown'],
    ['/a.csv', 'a,b', 'text/csv'],
    ['/d.d/Makefile', 'all:', 'text/plain'],
    ['/a.svg', '<svg/>', 'image/svg+xml'],
    ['/empty', '', 'text/plain'],
    ['/a.ts', 'export {};', 'text/plain'],
    ['/bom.txt', '\ufeffx\r\n', 'text/plain'],
  ])('%s is text with its media type', (path, content, mediaType) => {
    expect(present(path, bytes(content), 0, 40_000)).toEqual({
      content,
      encoding: 'text',
      mediaType,
      size: bytes(content).byteLength,
    });
  });

  it.each([
    ['/a.png', binary(0x89, 0x50, 0x4e, 0x47), 'image/png'],
    ['/a.ts', binary(0x47, 0xff), 'video/mp2t'],
    ['/unknown', binary(0xff, 0xfe), 'application/octet-stream'],
    ['/latin1.txt', Buffer.from('Zoë', 'latin1'), 'text/plain'],
    ['/zero', bytes('begins like text\0'), 'application/octet-stream'],
    ['/a.pdf', Buffer.concat([bytes('%PDF-1.7\n'), binary(0xe2, 0xe3)]), 'application/pdf'],
    ['/half', bytes('ends within €').subarray(0, -1), 'application/octet-stream'],
  ])('%s is base64 when it is not text', (path, whole, mediaType) => {
    expect(present(path, whole, 0, 40_000)).toEqual({
      content: Buffer.from(whole).toString('base64'),
      encoding: 'base64',
      mediaType,
      size: whole.byteLength,
    });
  });
});

describe('a large file', () => {
  const CHARS = 40_000;
  const sizeOf = (part: object) => jsonChars(part);

  it.each(['😀', 'é', '€', 'a', '"', '\\', '\u0001', '\r\n', '🇩🇪', 'e\u0301', '👨‍👩‍👧‍👦'])(
    'comes in parts within the bound that never break a character: %j',
    (unit) => {
      for (const shift of [0, 1, 2, 3]) {
        const text = `${'a'.repeat(shift)}${unit.repeat(Math.ceil(50_000 / unit.length))}`;
        const { parts, whole } = readAll('/a.txt', bytes(text));
        expect(parts.length).toBeGreaterThan(1);
        for (const part of parts) {
          expect(sizeOf(part)).toBeLessThanOrEqual(CHARS);
          expect(part.content).not.toContain('\ufffd');
        }
        expect(whole.toString() === text).toBe(true);
      }
    },
  );

  it('fills the bound, whatever its characters take as bytes', () => {
    for (const unit of ['a', '€', '😀']) {
      expect(sizeOf(present('/a.txt', bytes(unit.repeat(60_000)), 0, CHARS))).toBeGreaterThan(38_000);
    }
    expect(sizeOf(present('/a.bin', Buffer.alloc(90_000, 0xff), 0, CHARS))).toBeGreaterThan(38_000);
  });

  it('of one line, as long as any, comes in parts too', () => {
    const { parts, whole } = readAll('/one-line.json', bytes(`{"a":"${'\\"'.repeat(40_000)}"}`));
    expect(Math.max(...parts.map(sizeOf))).toBeLessThanOrEqual(CHARS);
    expect(JSON.parse(whole.toString())).toEqual({ a: '"'.repeat(40_000) });
  });

  it('that is binary comes in parts too', () => {
    const data = Uint8Array.from({ length: 70_001 }, (_, index) => (index * 7) % 256);
    const { parts, whole } = readAll('/a.bin', data);
    expect(parts.map(({ encoding }) => encoding)).toEqual(['base64', 'base64', 'base64']);
    expect(Math.max(...parts.map(sizeOf))).toBeLessThanOrEqual(CHARS);
    expect(whole.equals(data)).toBe(true);
  });

  it('that merely begins like text loses no byte where it turns', () => {
    const [{ content = '' } = {}] = readAll('/a.run', Buffer.alloc(90_000, 'a')).parts;
    const first = plain(content).length;
    const data = Buffer.concat([Buffer.alloc(first - 1, 'a'), binary(0xc3, 0x28), Buffer.alloc(9, 0xff)]);
    const { parts, whole } = readAll('/a.run', data);
    expect(parts.map(({ encoding, size }) => [encoding, size])).toEqual([
      ['text', data.length],
      ['base64', data.length],
    ]);
    expect(whole.equals(data)).toBe(true);
  });

  it('says of each part of a text what is not in it, so that it is not saved for the whole', () => {
    const { parts } = readAll('/a.txt', Buffer.alloc(90_000, 'a'));
    const marks = parts.map(({ content }) => content.match(/left out \d+ of 90000 bytes/g)?.length);
    expect(marks).toEqual([1, 2, 1]);
    expect(parts[0]?.content).toMatch(
      /aa\n⟦kestra-mcp left out \d+ of 90000 bytes here \(\w+\)\. Repeat the call with offset \d+\.⟧$/,
    );
    expect(parts[1]?.content).toMatch(
      /^⟦kestra-mcp left out \d+ of 90000 bytes here \(\w+\)\. Repeat the call with offset 0\.⟧\naa/,
    );
  });

  it('of what one answer holds has no next', () => {
    expect(present('/a.txt', Buffer.alloc(38_000, 'a'), 0, CHARS)).not.toHaveProperty('next');
    expect(present('/a.txt', Buffer.alloc(40_000, 'a'), 0, CHARS)).toHaveProperty('next');
    expect(present('/a.txt', Buffer.alloc(90_000, 'a'), 0, 100_000)).not.toHaveProperty('next');
  });

  it('has nothing past its end', () => {
    const nothing = { content: '', encoding: 'text', mediaType: 'text/plain', size: 3 };
    expect(present('/a.txt', bytes('abc'), 3, CHARS)).toEqual(nothing);
    expect(present('/a.txt', bytes('abc'), 9, CHARS).content).toBe('');
    expect(plain(present('/a.txt', bytes('abc'), 2, CHARS).content)).toBe('c');
  });
});

describe('what is to be written', () => {
  it('is text as UTF-8', () => {
    expect([...bytesOf('é\n', 'text')]).toEqual([0xc3, 0xa9, 0x0a]);
    expect(bytesOf('', 'text')).toHaveLength(0);
  });

  it.each(['/wD+', '/wD+\n', '/w\nD+', '_wD-'])('is the bytes that base64 means: %j', (content) => {
    expect([...bytesOf(content, 'base64')]).toEqual([0xff, 0x00, 0xfe]);
  });

  it.each(['', 'YQ==', 'YQ'])('may be short: %j', (content) => {
    expect(Buffer.from(bytesOf(content, 'base64')).toString()).toBe(content === '' ? '' : 'a');
  });

  it.each(['print("hi")', 'data:text/plain;base64,YQ==', 'YQ==YQ==', 'Y', 'Zoë='])(
    'is refused when it is not base64: %j',
    (content) => {
      const refused = () => bytesOf(content, 'base64');
      expect(refused).toThrow(InputError);
      expect(refused).toThrow('The argument "file_content" is not base64.');
    },
  );
});
