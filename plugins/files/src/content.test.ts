import { describe, expect, it } from '@jest/globals';
import { InputError } from '@kestra-mcp/core';
import { bytesOf, PART, present } from './content.js';

const bytes = (text: string) => Buffer.from(text);
const binary = (...values: number[]) => Uint8Array.from(values);

/** All parts of a file, read as `next` says. */
function readAll(path: string, whole: Uint8Array) {
  const parts: ReturnType<typeof present>[] = [];
  for (let offset: number | undefined = 0; offset !== undefined && parts.length < 20; ) {
    const part = present(path, whole, offset);
    parts.push(part);
    const next = /^(\d+) more bytes: call again with offset (\d+)\.$/.exec(part.next ?? '');
    offset = next === null ? undefined : Number(next[2]);
    if (offset !== undefined) expect(Number(next?.[1])).toBe(whole.byteLength - offset);
  }
  const contents = parts.map(({ content, encoding }) =>
    Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
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
    expect(present(path, bytes(content), 0)).toEqual({
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
    expect(present(path, whole, 0)).toEqual({
      content: Buffer.from(whole).toString('base64'),
      encoding: 'base64',
      mediaType,
      size: whole.byteLength,
    });
  });
});

describe('a large file', () => {
  it('comes in parts that never break a character', () => {
    for (const shift of [0, 1, 2, 3]) {
      const text = `${'a'.repeat(shift)}${'😀'.repeat(60_000)}`;
      const { parts, whole } = readAll('/a.txt', bytes(text));
      expect(parts.map(({ encoding }) => encoding)).toEqual(['text', 'text', 'text']);
      for (const { content } of parts) expect(content).not.toContain('\ufffd');
      expect(whole.toString() === text).toBe(true);
    }
  });

  it('that is binary comes in parts too', () => {
    const data = Uint8Array.from({ length: 2 * PART + 1 }, (_, index) => (index * 7) % 256);
    const { parts, whole } = readAll('/a.bin', data);
    expect(parts.map(({ encoding }) => encoding)).toEqual(['base64', 'base64', 'base64']);
    expect(whole.equals(data)).toBe(true);
  });

  it('that merely begins like text loses no byte where it turns', () => {
    const data = Buffer.concat([Buffer.alloc(PART - 1, 'a'), binary(0xc3, 0x28), Buffer.alloc(9, 0xff)]);
    const { parts, whole } = readAll('/a.run', data);
    expect(parts.map(({ encoding, size }) => [encoding, size])).toEqual([
      ['text', data.length],
      ['base64', data.length],
    ]);
    expect(whole.equals(data)).toBe(true);
  });

  it('of just one part has no next', () => {
    expect(present('/a.txt', Buffer.alloc(PART, 'a'), 0)).not.toHaveProperty('next');
    expect(present('/a.txt', Buffer.alloc(PART + 1, 'a'), 0).next).toBe(
      '1 more bytes: call again with offset 100000.',
    );
  });

  it('has nothing past its end', () => {
    expect(present('/a.txt', bytes('abc'), 3)).toEqual({
      content: '',
      encoding: 'text',
      mediaType: 'text/plain',
      size: 3,
    });
    expect(present('/a.txt', bytes('abc'), 9).content).toBe('');
    expect(present('/a.txt', bytes('abc'), 2).content).toBe('c');
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
