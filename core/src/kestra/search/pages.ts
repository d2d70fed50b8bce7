import type { Page, Paging } from '../types.js';

const SIZE = 200;
/** Limit so that a listing always ends. It is enough for the largest instances. */
const MOST_PAGES = 50;

/** The rows of all pages of a search. */
export async function everyRow<T>(search: (paging: Paging) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { results = [], total } = await search({ page, size: SIZE });
    rows.push(...results);
    if (results.length < SIZE || rows.length >= (total ?? Infinity)) break;
  }
  return rows;
}

/** The result of a search by name. */
export interface Found<T> {
  found: T[];
  /** All existing names, if none matches. */
  known: string[];
}

/**
 * The matching rows of a search for a name. Kestra splits the name into words and may miss it, so if nothing matches,
 * all rows are read.
 */
export async function findNamed<T extends { name?: string }>(
  list: (q?: string) => Promise<T[]>,
  name: string,
  fits: (row: T) => boolean,
): Promise<Found<T>> {
  const found = (await list(name)).filter(fits);
  if (found.length > 0) return { found, known: [] };
  const all = await list();
  return { found: all.filter(fits), known: all.flatMap((row) => row.name ?? []) };
}
