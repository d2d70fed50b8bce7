import { describe, expect, it } from '@jest/globals';
import { literal } from './literal.js';

describe('literal', () => {
  it.each<[unknown, string]>([
    ['plain words', '"plain words"'],
    ['plain', '"plain"'],
    ['', '""'],
    ['say "hi"', '"say \\"hi\\""'],
    ['2025-01-02', '2025-01-02'],
    ['2025-01-02T03:04:05Z', '2025-01-02T03:04:05Z'],
    ['2025-01-02T03:04:05.123456+02:00', '2025-01-02T01:04:05.123456Z'],
    ['2026-01-31T10:00+0200', '2026-01-31T08:00:00Z'],
    ['2026-01-31T10:00Z', '2026-01-31T10:00:00Z'],
    ['2026-02-30T10:00+02:00', '"2026-02-30T10:00+02:00"'],
    ['2026-12-31T20:30:00-05:30', '2027-01-01T02:00:00Z'],
    ['2025-01-02T03:04', '"2025-01-02T03:04"'],
    ['PT5M', 'PT5M'],
    ['P1DT2H', 'P1DT2H'],
    ['P', '"P"'],
    ['PT', '"PT"'],
    ['42', '42'],
    ['true', 'true'],
    ['{"a":1}', '{"a":1}'],
    ['{"a":', '"{\\"a\\":"'],
    ['"quoted"', '"quoted"'],
    [42, '42'],
    [false, 'false'],
    [{ a: [null] }, '{"a":[null]}'],
  ])('%j is written as %s', (value, text) => {
    expect(literal(value)).toBe(text);
  });

  it.each<[unknown, string]>([
    ['2025-01-02', '"2025-01-02"'],
    ['42', '"42"'],
    [42, '"42"'],
    ['"quoted"', '"\\"quoted\\""'],
  ])('%j stays text when STRING is asked for', (value, text) => {
    expect(literal(value, 'STRING')).toBe(text);
  });
});

it.each(['1.10', '12345678901234567890', '1e400', 'null', '-0'])(
  'the text %s stays text: as JSON it would come back another',
  (text) => {
    expect(literal(text)).toBe(JSON.stringify(text));
  },
);
