import { describe, expect, it } from '@jest/globals';
import { type Bound, bounded } from './bound.js';
import { markIn } from './cut-mark.js';
import { jsonChars } from './json-chars.js';

const MAX = 40_000;
const bound = (given: Partial<Bound> = {}): Bound => ({
  max: MAX,
  schema: {},
  redact: (text) => text,
  narrower: 'Ask for less.',
  ...given,
});

type Value = Record<string, unknown>;

/** Cuts a value that is too long. Checks that the result is within the limit and that its JSON matches. */
function cut(value: Value, given: Partial<Bound> = {}): Value & { leftOut: string[] } {
  const fitted = bounded(value, bound(given));
  expect(fitted?.json.length).toBeLessThanOrEqual(given.max ?? MAX);
  expect(JSON.parse(fitted?.json ?? '')).toEqual(fitted?.value);
  return fitted?.value as Value & { leftOut: string[] };
}

const rows = (count: number, row: object = { id: 'abc', n: 1 }) => Array.from({ length: count }, () => row);

describe('an answer of exactly the limit', () => {
  const of = (chars: number) => ({ a: 'x'.repeat(chars - '{"a":""}'.length) });

  it('is sent as it is', () => {
    expect(cut(of(MAX))).toEqual(of(MAX));
  });

  it('and one more is cut, and says so', () => {
    const { a, leftOut } = cut(of(MAX + 1));
    expect(markIn(a as string)).toMatchObject({ whole: MAX - 7, unit: 'characters' });
    expect(leftOut).toEqual([`a: a text of ${MAX - 7} characters is cut.`, 'Ask for less.']);
    expect((a as string).length).toBeGreaterThan(MAX - 2_000);
  });
});

describe('texts', () => {
  it('are cut before rows are left out, the longest first', () => {
    const value = { short: 'y'.repeat(9_000), long: 'x'.repeat(500_000), rows: rows(100) };
    const { short, long, rows: kept, leftOut } = cut(value);
    expect([short, kept]).toEqual([value.short, value.rows]);
    expect((long as string).length).toBeGreaterThan(20_000);
    expect(leftOut[0]).toBe('long: a text of 500000 characters is cut.');
  });

  it('share what there is', () => {
    const { results } = cut({ results: rows(20, { message: 'm'.repeat(9_000), id: 'i' }) });
    const lengths = (results as { message: string }[]).map(({ message }) => message.length);
    expect(lengths).toHaveLength(20);
    expect(new Set(lengths).size).toBe(1);
    expect(lengths[0]).toBeGreaterThan(1_500);
  });

  it.each([
    ['alone', {}],
    [
      'beside members that could be smaller',
      { z: rows(9_000), y: Object.fromEntries(rows(5_000).entries()) },
    ],
  ])('stay, as many as there is room for, where an object has very many of them (%s)', (_, others) => {
    const texts = Object.fromEntries(rows(300).map((__, n) => [`t${n}`, 'x'.repeat(900 + n)]));
    const { outputs, leftOut } = cut({ outputs: { ...texts, ...others } });
    expect(Object.keys(outputs as object).length).toBeGreaterThan(60);
    expect(leftOut[0]).toMatch(/^outputs: only \d{2} of 30\d members are included\.$/);
  });

  it('say how to read on, where that is known', () => {
    const { source, leftOut } = cut({ source: 's'.repeat(90_000) }, { readOn: 'Call x with offset.' });
    expect(markIn(source as string)?.readOn).toBe('Call x with offset.');
    expect(leftOut.at(-1)).toBe('Call x with offset.');
  });

  it.each(['message', 'log', 'stackTrace'])('keep their end as %s', (name) => {
    const { [name]: text } = cut({ [name]: `begin${'.'.repeat(90_000)}end` });
    expect(text).toMatch(/^begin\..*\.end$/);
  });

  it('keep it within outputs', () => {
    const { outputs } = cut({ outputs: { a: { b: `${'.'.repeat(90_000)}end` } } });
    expect((outputs as { a: { b: string } }).a.b).toMatch(/end$/);
  });

  it.each([
    'id',
    'execution_id',
    'executionIds',
    'nextCursor',
    'url',
    'downloadUri',
    'token',
    'next',
    'API_KEY',
  ])('are whole or not there as %s', (name) => {
    const value = { [name]: 'x'.repeat(1_500), text: 'y'.repeat(90_000), list: rows(9) };
    expect(cut(value)[name]).toBe(value[name]);
    const { [name]: gone, leftOut } = cut({ ...value, [name]: 'x'.repeat(90_000) });
    expect(gone).toBeUndefined();
    expect(leftOut[0]).toBe('The result: only 2 of 3 members are included.');
  });

  it.each(['\0', '"', '\\', '\ud800', '\n'])(
    'of %j, which grows in JSON, are within the bound too',
    (unit) => {
      const { text } = cut({ text: unit.repeat(100_000) });
      expect(jsonChars(text)).toBeGreaterThan(35_000);
    },
  );

  it.each(['👩🏽‍🚒', '🇩🇪', 'e\u0301\u0323'])('are never cut within %j', (unit) => {
    for (let shift = 0; shift < 12; shift += 1) {
      const { text } = cut({ text: 'x'.repeat(shift) + unit.repeat(20_000) });
      const [head = ''] = (text as string).split(' ⟦');
      expect((head.length - shift) % unit.length).toBe(0);
    }
  });
});

describe('lists', () => {
  it('lose rows from their end', () => {
    const value = { results: Array.from({ length: 100_000 }, (_, n) => ({ n })), total: 100_000 };
    const { results, total, leftOut } = cut(value);
    const kept = results as object[];
    expect(kept.length).toBeGreaterThan(3_000);
    expect(kept).toEqual(value.results.slice(0, kept.length));
    expect(total).toBe(100_000);
    expect(leftOut).toEqual([
      `results: only the first ${kept.length} of 100000 items are included.`,
      'Ask for less.',
    ]);
  });

  it('of ids have each of them whole', () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => `id-${n}-${'x'.repeat(500)}`);
    const { ids: kept } = cut({ ids });
    expect(ids).toEqual(expect.arrayContaining(kept as string[]));
    expect((kept as string[]).length).toBeGreaterThan(70);
  });

  it('have the texts of their rows cut first', () => {
    const { results } = cut({ results: rows(90, { message: 'm'.repeat(9_000) }) });
    expect(results as object[]).toHaveLength(90);
  });

  it('within a row are shorter where one row is more than there is room for', () => {
    const { results } = cut({ results: rows(3, { id: 'a', taskRunList: rows(9_000) }) });
    const [first, ...more] = results as { id: string; taskRunList: object[] }[];
    expect(more).toEqual([]);
    expect(first?.id).toBe('a');
    expect(first?.taskRunList.length).toBeGreaterThan(1_000);
  });

  it('that the user may save again say in themselves that they are not whole', () => {
    const { value } = cut({ value: rows(9_000) });
    const last = (value as unknown[]).at(-1) as string;
    expect(markIn(last)).toEqual({ left: 9_001 - (value as unknown[]).length, whole: 9_000, unit: 'items' });
  });
});

describe('objects', () => {
  it('lose members where nothing else helps', () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, n]));
    const { map, leftOut } = cut({ map: many });
    const kept = Object.keys(map as object).length;
    expect(kept).toBeGreaterThan(2_000);
    expect(leftOut[0]).toBe(`map: only ${kept} of 50000 members are included.`);
  });

  it('that the user may save again say so', () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, n]));
    const { outputs } = cut({ outputs: many });
    expect(markIn((outputs as { '…': string })['…'])).toMatchObject({ whole: 50_000, unit: 'members' });
  });

  it('do not keep a giant name', () => {
    const { leftOut, ...rest } = cut({ ['k'.repeat(1_000_000)]: 1, id: 'a' });
    expect(rest).toEqual({ id: 'a' });
    expect(leftOut[0]).toBe('The result: only 1 of 2 members are included.');
  });

  it('may be nested as deep as any', () => {
    let deep: Value = { text: 'x'.repeat(100_000) };
    for (let depth = 0; depth < 900; depth += 1) deep = { down: deep, note: 'n'.repeat(100) };
    expect(cut(deep)).toMatchObject({ note: 'n'.repeat(100) });
  });

  it('are cut within each other', () => {
    const each = (name: string) => ({ name, list: rows(900), text: name.repeat(9_000) });
    const { a, b, c } = cut({ a: each('a'), b: each('b'), c: each('c') }) as Record<string, { list: [] }>;
    for (const part of [a, b, c]) expect(part?.list.length).toBeGreaterThan(300);
  });

  it('keep a member called __proto__', () => {
    const value = JSON.parse(`{"__proto__":{"a":1},"text":"${'x'.repeat(90_000)}"}`) as Value;
    expect(Object.keys(cut(value))).toEqual(['leftOut', '__proto__', 'text']);
  });
});

describe('masks', () => {
  const secret = 'sixteen-letters!';
  const redact = (text: string) => text.replaceAll(secret, '***');

  it('are there before a text is cut', () => {
    for (let shift = 0; shift < 60; shift += 1) {
      const { json = '' } =
        bounded({ t: `${'x'.repeat(shift)}${secret.repeat(9_000)}` }, bound({ redact })) ?? {};
      expect(json).not.toMatch(/sixteen|letters/);
    }
  });

  it('may make a text longer', () => {
    const longer = (text: string) => text.replaceAll('s', 'masked-masked');
    expect(cut({ a: 's'.repeat(5_000) }, { redact: longer }).a).toContain('masked');
    expect(cut({ a: rows(900, { id: 'sss' }) }, { redact: longer }).a).not.toEqual([]);
  });
});

it('an answer that may lose nothing is none', () => {
  const schema = { required: ['a'], properties: { a: { type: 'string', pattern: '^x*$' } } };
  expect(bounded({ a: 'x'.repeat(90_000) }, bound({ schema }))).toBeUndefined();
});

it('a value of any size costs no more than its length: were it the square, this would not end', () => {
  const text = { text: 'x'.repeat(50_000_000) };
  const many = { results: rows(100_000, { id: 'abc', message: 'm'.repeat(60), tags: ['a', 'b'] }) };
  const map = { map: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`key-${n}`, { n }])) };
  for (const value of [text, many, map]) {
    cut(value);
    cut(value, { max: 4_000 });
  }
});
