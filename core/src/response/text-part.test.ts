import { describe, expect, it } from '@jest/globals';
import { markIn } from './bound/cut-mark.js';
import { jsonChars } from './bound/json-chars.js';
import { maskedBy } from './bound/mask-scope.js';
import { textPart } from './text-part.js';

const withoutMarks = (text: string) => text.replace(/^⟦[^⟧]*⟧ | ⟦[^⟧]*⟧$/g, '');

/** All parts in order, as a client reads them. */
function read(text: string, max: number): string {
  let all = '';
  for (let from = 0, left = 1; left > 0; ) {
    const { part, end, left: behind } = textPart(text, from, max);
    expect(jsonChars(part) - 2).toBeLessThanOrEqual(max);
    expect(end).toBeGreaterThan(from);
    all += withoutMarks(part);
    [from, left] = [end, behind];
  }
  return all;
}

describe('a part of a text', () => {
  it('is the whole where that fits, without a mark', () => {
    expect(textPart('short', 0, 1_000)).toEqual({ part: 'short', end: 5, left: 0 });
    expect(textPart('', 0, 1_000)).toEqual({ part: '', end: 0, left: 0 });
  });

  it.each(['x', '"', '\n', '\0', '😀', 'é', '\ud800'])(
    'of %j leads to the next, and all are the text',
    (unit) => {
      const text = unit.repeat(3_000);
      expect(read(text, 1_000)).toBe(text);
      expect(read(`a${text}`, 1_001)).toBe(`a${text}`);
    },
  );

  it('does not begin within a character', () => {
    expect(withoutMarks(textPart('ab😀cd', 3, 1_000).part)).toBe('😀cd');
  });

  it('is marked wherever something is missing', () => {
    const text = 'x'.repeat(2_000);
    const { part, end } = textPart(text, 0, 1_000);
    expect(markIn(part)).toMatchObject({ left: 2_000 - end, whole: 2_000 });
    expect(markIn(textPart(text, 1_990, 1_000).part)).toMatchObject({ left: 1_990, whole: 2_000 });
    expect(textPart(text, 9_999, 1_000)).toMatchObject({ end: 2_000, left: 0 });
  });
});

describe('a part of megabytes', () => {
  const mask = (text: string) => text.replaceAll('hunter2-hunter2', '***');
  const part = (text: string, from: number) => maskedBy(mask, () => textPart(text, from, 1_000));

  it.each([0, 400, 690, 5_000, 30_000, 900_000])('has no secret, wherever it is: at %s', (at) => {
    const text = `${'x'.repeat(at)}hunter2-hunter2${'y'.repeat(1_000_000)}`;
    let from = 0;
    let whole = '';
    for (let calls = 0; calls < 3; calls += 1) {
      const { part: shown, end } = part(text, from);
      whole += shown.replaceAll(/ ?⟦kestra-mcp left out [^⟧]*⟧ ?/g, '');
      from = end;
    }
    expect(mask(text).startsWith(whole)).toBe(true);
    expect(whole.length).toBe(from);
  });

  it('looks through what is near only', () => {
    let seen = 0;
    maskedBy(
      (text) => {
        seen += text.length;
        return text;
      },
      () => textPart('x'.repeat(9_000_000), 0, 40_000),
    );
    expect(seen).toBeLessThan(100_000);
  });
});
