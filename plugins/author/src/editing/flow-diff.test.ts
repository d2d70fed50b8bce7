import { describe, expect, it } from '@jest/globals';
import { maskedBy } from '../../../../core/src/response/bound/mask-scope.js';
import { flowDiff } from './flow-diff.js';
import { whyMissing } from './why-missing.js';

const KEY = 'line one of it\nline two of it\nline three of it';
const masked = <T>(run: () => T): T => maskedBy((text) => text.replaceAll(KEY, 'MASK'), run);
const diff = (source: string, after: string, most = 5_000) =>
  flowDiff({ name: 'revision 1', source }, { name: 'revision 2', source: after }, most);

describe('a diff', () => {
  it('is unified, and tells ends of lines and the last one apart', () => {
    expect(diff('a\r\nb\r\n', 'a\r\nb\n')).toBe(
      '--- revision 1\n+++ revision 2\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+b\n',
    );
    expect(diff('a', 'a\n')).toContain('\\ No newline at end of file');
    expect(diff('a\n', 'a\n')).toBe('');
  });

  it('shows nothing of a secret of several lines, where it was or where it is', () => {
    const flow = (text: string) => `id: f\nkey: "${text}"\nmore: 1\n`;
    for (const [before, after] of [
      [KEY, 'other'],
      ['other', KEY],
      [KEY, `${KEY}!`],
    ] as const) {
      const shown = masked(() => diff(flow(before), flow(after)));
      expect(shown).toContain('MASK');
      expect(shown).not.toMatch(/line (one|two|three) of it/);
    }
    expect(masked(() => diff(`a: ${KEY}\n`, 'a: MASK\n'))).toBe('');
  });

  it('has an end', () => {
    const lines = (word: string) => Array.from({ length: 400 }, (_, at) => `${word} ${at}\n`).join('');
    expect(diff(lines('a'), lines('b'), 1_000).length).toBeLessThan(1_000);
    expect(diff(lines('a'), lines('b'), 1_000)).toContain(
      'Read each with manage_flow, action get_yaml and revision',
    );
    expect(diff(lines('a').repeat(2), lines('b').repeat(2))).toBe('More than 1000 lines differ.');
  });
});

it('the nearest line shows nothing of a secret of several lines', () => {
  const text = `id: f\nkey: "${KEY}"\nmore: 1\n`;
  expect(masked(() => whyMissing(text, 'line tow of it', text))).not.toContain('line two of it');
  expect(whyMissing(text, 'line tow of it', text)).toContain('line two of it');
});
