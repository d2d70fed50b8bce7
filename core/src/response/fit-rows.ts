import { rowsWithin } from './bound/json-chars.js';

/** The requested page of a list. */
export interface PageAsked {
  /** The number of rows before the page, a multiple of `size`. */
  start: number;
  /** The requested number of rows. */
  size: number;
  /** Length of the whole list, if Kestra returns it. */
  total?: number | undefined;
  /** Space for the rows in characters. */
  room: number;
}

/** The rows that fit, and the arguments for the next page. */
export interface FittingRows<T> {
  kept: T[];
  next?: { page: number; page_size: number };
}

/** Largest page size of tools. */
const LARGEST = 1_000;

/**
 * The first rows of a page that fit, and at least one. If some do not fit, the number of rows is chosen so that a
 * further page of similar size begins exactly after them.
 */
export function fitRows<T>(rows: readonly T[], { start, size, total, room }: PageAsked): FittingRows<T> {
  const fitting = rowsWithin(rows, room).length;
  if (fitting < rows.length) {
    const { count, size: next } = leadingOn(start, fitting);
    return { kept: rows.slice(0, count), next: pageFrom(start + count, next) };
  }
  const isMore = total === undefined ? rows.length >= size : total > start + size;
  return { kept: [...rows], ...(isMore && { next: pageFrom(start + size, divisor(size, LARGEST)) }) };
}

/** Rows of a list in memory, from `offset` on: at most `most`, and only as many as fit. */
export function rowsFrom<T>(
  all: readonly T[],
  { offset, most = Infinity, room }: { offset: number; most?: number; room: number },
): { results: T[]; total: number; next?: string } {
  const results = rowsWithin(all.slice(offset, offset + most), room);
  const [end, total] = [offset + results.length, all.length];
  const next = `Repeat the call with offset ${end} for more (${total} in total).`;
  return { results, total, ...(end < total && { next }) };
}

/** The next page in words: `Repeat the call with page 3 and page_size 25 for more (1200 in total).` */
export function nextPage(
  next: FittingRows<unknown>['next'],
  total: number | undefined,
  sizeName = 'page_size',
): string | undefined {
  if (next === undefined) return undefined;
  const { page, page_size } = next;
  const all = total === undefined ? '' : ` (${total} in total)`;
  return `Repeat the call with page ${page} and ${sizeName} ${page_size} for more${all}.`;
}

function pageFrom(start: number, size: number) {
  return { page: start / size + 1, page_size: size };
}

/**
 * How many of the fitting rows to keep, and the size of the pages that follow. Pages should be large, because each
 * costs a call. At least half of the fitting rows are kept: that range contains a multiple of every possible page size.
 */
function leadingOn(start: number, fitting: number): { count: number; size: number } {
  let best = { count: fitting, size: divisor(start + fitting, fitting) };
  for (let count = fitting - 1; count >= fitting / 2 && best.size < fitting; count--) {
    const size = divisor(start + count, fitting);
    // Keep fewer rows only if the next pages gain more.
    if (count + size > best.count + best.size) best = { count, size };
  }
  return best;
}

/** The largest divisor up to `most`. Every number divides 0. */
function divisor(of: number, most: number): number {
  for (let candidate = most; candidate > 1; candidate--) if (of % candidate === 0) return candidate;
  return 1;
}
