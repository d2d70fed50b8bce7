import { rowsWithin } from './bound/json-chars.js';

/** The page of a list that an answer is to have. */
export interface PageAsked {
  /** How many rows are before it; a multiple of `size`. */
  start: number;
  /** How many rows were asked for. */
  size: number;
  /** Of the whole list, where Kestra tells it. */
  total?: number | undefined;
  /** Characters that the rows may take. */
  room: number;
}

/** Rows that fit, and the page that goes on after them, in the form in which it is asked for. */
export interface FittingRows<T> {
  kept: T[];
  next?: { page: number; page_size: number };
}

/** Largest page that tools take. */
const LARGEST = 1_000;

/**
 * The first rows of a page, as many as there is room for and at least one. Where some are left out, so many are kept
 * that pages of a like size lead on exactly behind them.
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

/** Rows of a list that is at hand as a whole, from one on; `most` at most, and no more than there is room for. */
export function rowsFrom<T>(
  all: readonly T[],
  { offset, most = Infinity, room }: { offset: number; most?: number; room: number },
): { results: T[]; total: number; next?: string } {
  const results = rowsWithin(all.slice(offset, offset + most), room);
  const [end, total] = [offset + results.length, all.length];
  const next = `Repeat the call with offset ${end} for more (${total} in total).`;
  return { results, total, ...(end < total && { next }) };
}

/** In words: `Repeat the call with page 3 and page_size 25 for more (1200 in total).` */
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
