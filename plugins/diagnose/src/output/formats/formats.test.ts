import { describe, expect, it } from '@jest/globals';
import { headOf, readCsv } from './csv.js';
import { ionLine } from './ion.js';
import { jsonLine, readLines } from './lines.js';

const all = { limit: 1_000, room: 100_000 };

describe('CSV', () => {
  it('has fields with quotes, delimiters and newlines in them', () => {
    const text = 'id,text\r\n1,"a ""b"", c\r\nd"\r\n\r\n2,"é"\r\n';
    expect(readCsv(text, true, all)).toMatchObject({
      rows: [
        ['id', 'text'],
        ['1', 'a "b", c\r\nd'],
        ['2', 'é'],
      ],
      end: text.length,
    });
  });

  it.each([';', '\t', '|'])('finds out that %j parts its fields', (delimiter) => {
    const text = `a${delimiter}b\n1${delimiter}2\n`;
    expect(readCsv(text, true, all).rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(headOf(text)).toEqual({ columns: ['a', 'b'], delimiter });
  });

  it('takes no row that may be cut', () => {
    expect(readCsv('a,b\n1,2\n3,4', false, all)).toMatchObject({
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
      end: 8,
    });
    expect(readCsv('a,b\n1,2\n3,4', true, all)).toMatchObject({ end: 11 });
    expect(readCsv('a,b\n1,"2\n3', false, all)).toMatchObject({ rows: [['a', 'b']], end: 4 });
    expect(readCsv('a,b\n1,"2\n3', true, all).rows).toEqual([
      ['a', 'b'],
      ['1', '2\n3'],
    ]);
    expect(readCsv('a,"b', false, all)).toMatchObject({ rows: [], end: 0 });
  });

  it('goes on where it ended, whatever is in the rows', () => {
    const rows = Array.from({ length: 60 }, (_, n) => [`${n}`, 'x\n"y", é'.repeat(n % 4)]);
    const text = rows.map(([id, field = '']) => `${id},"${field.replaceAll('"', '""')}"\n`).join('');
    const found: unknown[] = [];
    for (let at = 0; at < text.length; ) {
      const part = readCsv(text.slice(at), true, { limit: 7, room: 100_000, delimiter: ',' });
      found.push(...part.rows);
      at += part.end;
    }
    expect(found).toEqual(rows);
  });

  it('has as many rows as there is room for', () => {
    expect(readCsv('a,b\n1,2\n3,4\n', true, { limit: 100, room: 25 }).rows).toHaveLength(2);
    expect(readCsv(`${'x'.repeat(100)}\n1\n`, true, { limit: 100, room: 25 }).rows).toEqual([]);
  });
});

describe('lines', () => {
  it('of JSON are rows, and what is no JSON stays text', () => {
    const text = '{"a":1}\n\n[2]\r\nnot json\n"end"';
    expect(readLines(text, true, all, jsonLine)).toMatchObject({
      rows: [{ a: 1 }, [2], 'not json', 'end'],
      end: text.length,
      unread: 1,
    });
    expect(readLines(text, false, all, jsonLine)).toMatchObject({
      rows: [{ a: 1 }, [2], 'not json'],
      end: 23,
    });
    expect(readLines(text, true, { ...all, limit: 2 }, jsonLine)).toMatchObject({
      rows: [{ a: 1 }, [2]],
      end: 14,
    });
  });

  it('that nobody could write again stay text', async () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    for (const read of [jsonLine, await ionLine()])
      expect(readLines(`${deep}\n[1]\n`, true, all, read)).toMatchObject({ rows: [deep, [1]], unread: 1 });
  });

  it('of ION are rows, with numbers as exact as they are', async () => {
    const text = [
      '{id:1,"first name":"Ada\\nL.",at:2026-01-31T08:00:00.000Z,ok:true,none:null,list:[1,2.5,3e0],kind:word}',
      '{big:123456789012345678901,exact:0.12345678901234567890,blob:{{aGk=}},date:LocalDate::"2026-01-31"}',
      '"text"',
      '{broken',
      '{a:1}{a:2}',
    ].join('\n');
    const read = readLines(text, true, all, await ionLine());
    expect(read.rows).toEqual([
      {
        ...{ id: 1, 'first name': 'Ada\nL.', at: '2026-01-31T08:00:00.000Z', ok: true, none: null },
        ...{ list: [1, 2.5, 3], kind: 'word' },
      },
      {
        ...{ big: '123456789012345678901', exact: '0.12345678901234567890' },
        ...{ blob: 'aGk=', date: '2026-01-31' },
      },
      'text',
      '{broken',
      '{a:1}{a:2}',
    ]);
    expect(read.unread).toBe(2);
  });
});
