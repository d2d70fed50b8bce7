import { describe, expect, it } from '@jest/globals';
import { cutMark, markIn } from './cut-mark.js';
import { cutText } from './cut-text.js';
import { jsonChars, rowsWithin } from './json-chars.js';
import { maskedBy } from './mask-scope.js';

const family = '👨‍👩‍👧‍👦';
const flags = '🇩🇪🇫🇷';

/** The parts of a cut text before and after its mark. */
const parts = (text: string) => text.split(/ ⟦kestra-mcp left out [^⟧]*⟧ ?/);

describe('a text within its bound', () => {
  it.each(['', 'a', 'é'.repeat(200), 'x'.repeat(198), '"'.repeat(100), '\0'.repeat(33)])(
    'stays: %j',
    (text) => {
      expect(cutText(text, 200)).toBe(text);
    },
  );
});

describe('a text over its bound', () => {
  it('is its beginning, how much is left out, and how to read on', () => {
    const cut = cutText('x'.repeat(1_000), 300, { readOn: 'Read on with offset 12.' });
    const [head = ''] = parts(cut);
    expect(cut).toBe(
      `${'x'.repeat(head.length)} ${cutMark({ left: 1_000 - head.length, whole: 1_000, unit: 'characters' }, 'Read on with offset 12.')}`,
    );
    expect(markIn(cut)).toEqual({
      left: 1_000 - head.length,
      whole: 1_000,
      unit: 'characters',
      readOn: 'Read on with offset 12.',
    });
  });

  it('may keep its end', () => {
    const text = `begin${'.'.repeat(1_000)}end`;
    const [head = '', tail = ''] = parts(cutText(text, 300, { bothEnds: true }));
    expect(head.startsWith('begin.')).toBe(true);
    expect(tail.endsWith('.end')).toBe(true);
    expect(markIn(cutText(text, 300, { bothEnds: true }))?.left).toBe(
      text.length - head.length - tail.length,
    );
  });

  it.each(['a', '"', '\\', '\0', '\n', '\ud800', '😀', family, 'e\u0301', '\r\n', flags, '각'])(
    'has at most so many characters in JSON, and ends where a character of %j ends',
    (unit) => {
      const text = unit.repeat(Math.ceil(2_000 / unit.length));
      const whole = new Set([...new Intl.Segmenter('en').segment(text)].map(({ index }) => index));
      for (let max = 300; max < 340; max += 1) {
        for (const bothEnds of [false, true]) {
          const cut = cutText(text, max, { bothEnds });
          expect(jsonChars(cut) - 2).toBeLessThanOrEqual(max);
          const [head = '', tail = ''] = parts(cut);
          expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
          expect(whole.has(head.length)).toBe(true);
          if (bothEnds) expect(whole.has(text.length - tail.length)).toBe(true);
          expect(head.length).toBeGreaterThan(0);
        }
      }
    },
  );

  it('is cut within a character that is longer than the bound, but not within a code point', () => {
    const heap = `Z${'\u0301'.repeat(50_000)}`;
    const [head = ''] = parts(cutText(heap, 300));
    expect(head.length).toBeGreaterThan(50);
    expect(heap.startsWith(head)).toBe(true);
  });

  it('is masked before it is cut, within a call', () => {
    const secret = 'sixteen-letters!';
    const mask = (text: string) => text.replaceAll(secret, '***');
    for (let shift = 0; shift < 200; shift += 1) {
      const text = `${'x'.repeat(shift)}${secret}${'y'.repeat(1_000)}`;
      expect(maskedBy(mask, () => cutText(text, 300))).not.toMatch(/sixteen-l/);
    }
  });

  it('is masked as far as it is shown, however long it is', () => {
    const secret = 'sixteen-letters!';
    const mask = (text: string) => text.replaceAll(secret, '***');
    for (const bothEnds of [false, true]) {
      for (let shift = 0; shift < 40; shift += 1) {
        const text = 'x'.repeat(shift) + secret.repeat(20_000) + 'y'.repeat(shift);
        const cut = maskedBy(mask, () => cutText(text, 300, { bothEnds }));
        expect(cut).not.toMatch(/sixteen|letters/);
        const [head = '', tail = ''] = parts(cut);
        expect(jsonChars(cut) - 2).toBeLessThanOrEqual(300);
        expect(head).toContain('***');
        expect(bothEnds ? tail : '***').toContain('***');
      }
    }
  });

  it('is counted whole where only its ends are looked at', () => {
    const { left = 0, whole } = markIn(cutText('z'.repeat(1_000_000), 300, { bothEnds: true })) ?? {};
    const shown = parts(cutText('z'.repeat(1_000_000), 300, { bothEnds: true })).join('').length;
    expect([left + shown, whole]).toEqual([1_000_000, 1_000_000]);
  });

  it('costs no more than its length: were it its square, this would not end', () => {
    const cut = cutText(flags.repeat(3_000_000), 40_000, { bothEnds: true });
    expect(cut.length).toBeLessThanOrEqual(40_000);
  });
});

describe('a mark', () => {
  const mark = cutMark({ left: 7, whole: 9, unit: 'characters' });

  it.each([
    mark,
    `a${mark}b`,
    mark.replaceAll(' ', '\n  '),
    mark.slice(1, -1),
    `x ${mark.replace('7 of', '8 of')} ${mark}`,
  ])('is known in %j', (text) => {
    expect(markIn(text)).toEqual({ left: 7, whole: 9, unit: 'characters' });
  });

  it.each([
    'kestra-mcp left out 7 of 9 characters here',
    mark.replace('7 of', '8 of'),
    mark.replace('characters', 'items'),
    'kestra-mcp left out 7 of 9 characters here (00000000)',
    'kestra-mcp left out N of M characters here (…)',
    'kestra-mcp cuts what is too long.',
  ])('is not in %j', (text) => {
    expect(markIn(text)).toBeUndefined();
  });

  it('ends where its sentence ends, whatever that says', () => {
    const odd = cutMark({ left: 7, whole: 9, unit: 'items' }, `a ⟧ b\n${'c'.repeat(9_000)}`);
    expect(odd.length).toBeLessThan(600);
    expect(markIn(`${odd} and more⟧`)?.readOn).toMatch(/^a \] b c+$/);
  });
});

describe('rows', () => {
  it.each([
    [2, 1],
    [10, 1],
    [11, 2],
    [16, 3],
    [1_000, 10],
  ])('within %j characters are %j', (max, count) => {
    const rows = Array.from({ length: 10 }, () => 'ab');
    expect(rowsWithin(rows, max)).toHaveLength(count);
    if (count > 1) expect(jsonChars(rowsWithin(rows, max))).toBeLessThanOrEqual(max);
  });

  it('may be none', () => {
    expect(rowsWithin([], 100)).toEqual([]);
  });
});
