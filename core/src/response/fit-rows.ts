import { rowsWithin } from './bound/json-chars.js';

/** The requested page of a list. */
export interface PageAsked {
  /** The number of rows before it; a multiple of `size`. */
  start: number;
  /** The number of requested rows. */
  size: number;
  /** The number of rows of the whole list, if Kestra returns it. */
  total?: number | undefined;
  /** The characters available for the rows. */
  room: number;
}

/** The rows that fit, and the arguments that request the next page. */
export interface FittingRows<T> {
  kept: T[];
  next?: { page: number; page_size: number };
}

/** The largest page size that tools accept. */
const LARGEST = 1_000;

/**
 * Keeps as many rows of a page as fit, at least one. If some do not fit, it keeps a number of rows after which pages of
 * a similar size continue exactly.
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

/** The rows of a complete list from `offset` on: at most `most`, and only as many as fit. */
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
 * How many of the rows that fit are kept, and the size of the pages that go on behind them: large ones, as whoever reads
 * on has to ask for each. At least half of what fits is kept, within which there is a multiple of every such size.
 */
function leadingOn(start: number, fitting: number): { count: number; size: number } {
  let best = { count: fitting, size: divisor(start + fitting, fitting) };
  for (let count = fitting - 1; count >= fitting / 2 && best.size < fitting; count--) {
    const size = divisor(start + count, fitting);
    // A row fewer is worth it only where the next pages gain more.
    if (count + size > best.count + best.size) best = { count, size };
  }
  return best;
}

/** The largest number up to `most` that divides another; all of them divide 0. */
function divisor(of: number, most: number): number {
  for (let candidate = most; candidate > 1; candidate--) if (of % candidate === 0) return candidate;
  return 1;
}
