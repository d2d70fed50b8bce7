import { describe, expect, it } from '@jest/globals';
import { fitRows, nextPage, rowsFrom } from './fit-rows.js';

/** Rows of eight characters, with the comma between them. */
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => String(from + n).padStart(5, '0'));

describe('a page that fits', () => {
  it.each([
    ['is followed by the next', { start: 0, size: 5, total: 12 }, 5, { page: 2, page_size: 5 }],
    ['is followed by the last', { start: 5, size: 5, total: 12 }, 5, { page: 3, page_size: 5 }],
    ['is the last', { start: 10, size: 5, total: 12 }, 2, undefined],
    ['is all that there is', { start: 0, size: 12, total: 12 }, 12, undefined],
    ['may be followed, if nobody tells the total', { start: 0, size: 5 }, 5, { page: 2, page_size: 5 }],
    ['is the last where it is short', { start: 5, size: 5 }, 4, undefined],
    [
      'leads on in pages that tools take',
      { start: 0, size: 3000, total: 9000 },
      3000,
      { page: 4, page_size: 1000 },
    ],
  ])('%s', (_, asked, count, next) => {
    const given = rows(asked.start, count);
    expect(fitRows(given, { ...asked, room: 1_000_000 })).toEqual({ kept: given, ...(next && { next }) });
  });
});

describe('a page that does not fit', () => {
  it.each([
    [{ start: 0, size: 1_200 }, 100, 100],
    [{ start: 0, size: 1_200 }, 1, 1],
    [{ start: 140, size: 140 }, 130, 120],
    [{ start: 7, size: 7 }, 6, 5],
  ])('%j with room for %s keeps %s', (asked, room, kept) => {
    const fitted = fitRows(rows(asked.start, 2_000), { ...asked, total: 5_000, room: room * 8 + 1 });
    expect(fitted.kept).toHaveLength(kept);
  });

  it('keeps one at least', () => {
    expect(fitRows(rows(0, 3), { start: 0, size: 3, total: 3, room: 1 })).toEqual({
      kept: rows(0, 1),
      next: { page: 2, page_size: 1 },
    });
  });

  it.each([
    { start: 137, size: 137, fit: 120 },
    { start: 997, size: 997, fit: 996 },
    { start: 7 * 13, size: 13, fit: 11 },
    { start: 3, size: 3, fit: 2 },
  ])('leads on in pages that are about as large (%j)', ({ fit, ...asked }) => {
    const fitted = fitRows(rows(0, asked.size), { ...asked, total: 5_000, room: fit * 8 + 1 });
    expect(fitted.kept.length).toBeGreaterThanOrEqual(fit / 2);
    expect(fitted.next?.page_size).toBeGreaterThanOrEqual(fit / 2);
  });

  it.each([37, 100, 129, 999])(
    'loses no row and repeats none when its next pages are read (%s fit)',
    (fit) => {
      const [all, room] = [rows(0, 1_000), fit * 8 + 1];
      const seen: string[] = [];
      let asked: { page: number; page_size: number } | undefined = { page: 1, page_size: 400 };
      while (asked !== undefined) {
        const size: number = asked.page_size;
        const start: number = (asked.page - 1) * size;
        const fitted = fitRows(all.slice(start, start + size), { start, size, total: all.length, room });
        seen.push(...fitted.kept);
        asked = fitted.next;
      }
      expect(seen).toEqual(all);
    },
  );
});

it('the next page is told as the call that gets it', () => {
  expect(nextPage({ page: 3, page_size: 25 }, 1_200)).toBe(
    'Repeat the call with page 3 and page_size 25 for more (1200 in total).',
  );
  expect(nextPage({ page: 2, page_size: 7 }, undefined)).toMatch(/ for more\.$/);
  expect(nextPage(undefined, 3)).toBeUndefined();
});

describe('rows of a list that is at hand', () => {
  it('are those that fit from one on, with where to go on', () => {
    const all = rows(0, 10);
    expect(rowsFrom(all, { offset: 0, room: 1_000 })).toEqual({ results: all, total: 10 });
    expect(rowsFrom(all, { offset: 8, room: 1_000 })).toEqual({ results: all.slice(8), total: 10 });
    expect(rowsFrom(all, { offset: 99, room: 1_000 })).toEqual({ results: [], total: 10 });
    expect(rowsFrom(all, { offset: 2, most: 3, room: 1_000 })).toEqual({
      results: all.slice(2, 5),
      total: 10,
      next: 'Repeat the call with offset 5 for more (10 in total).',
    });
    expect(rowsFrom(all, { offset: 0, room: 33 })).toMatchObject({ results: all.slice(0, 4) });
  });
});
