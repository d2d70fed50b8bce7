import { InputError } from '../../foundation/errors.js';
import type { Fence } from '../fence/fence.js';
import type { Page, Paging } from '../types.js';

/** Page size for requests when pages of several namespaces are merged. */
const STEP = 200;
/** Maximum number of rows to read in each namespace for a merged page. */
const DEEPEST = 10_000;

/** A search over namespaces, as its resource runs it. */
export interface Search<T> extends Paging {
  namespace: string | undefined;
  /** The order that Kestra sorts by, such as `id:asc`. Pages of several namespaces are merged in this order. */
  sort: readonly string[];
  namespaceOf: (row: T) => unknown;
  /** Requests one page of a namespace and its children. */
  ask: (where: Paging & { namespace: string | undefined }) => Promise<Page<T>>;
}

/**
 * A page of a search, limited to the fence if one is set. A search that is not inside a fixed namespace becomes one
 * search in each of them, because every version of Kestra can filter by a single namespace. Their rows are merged in
 * order, so page n costs the first n pages of each.
 *
 * A row outside shows that the server ignores the filter. The row is left out, and so is everything else in the
 * response that counts such rows: `total` is then undefined, and the page is shorter.
 */
export async function searchWithin<T>(fence: Fence | undefined, search: Search<T>): Promise<Page<T>> {
  const { namespace, page, size, ask } = search;
  if (fence === undefined) return (await ask({ namespace, page, size })) ?? { results: [] };
  const namespaces = fence.narrow(namespace);
  if (namespaces.length === 1) {
    return keep(fence, search, await ask({ namespace: namespaces[0], page, size }));
  }
  const end = page * size;
  if (end > DEEPEST) {
    throw new InputError(`A search over several namespaces shows only its first ${DEEPEST} rows.`, {
      hint: 'Name a namespace, or narrow the search.',
    });
  }
  const parts = await Promise.all(namespaces.map((one) => firstRows(fence, search, one, end)));
  const results = merge(
    parts.map(({ results }) => results),
    comparing(search.sort),
  ).slice(end - size, end);
  const total = parts.reduce<number | undefined>((sum, part) => plus(sum, part.total), 0);
  return { results, ...(total !== undefined && { total }) };
}

/** For rows that name their namespace themselves. */
export function ownNamespace(row: object): unknown {
  return (row as { namespace?: unknown }).namespace;
}

/** The rows inside the fence. Returns the response unchanged if all rows are inside. */
function keep<T>(fence: Fence, { namespaceOf }: Search<T>, answer: Page<T>): Page<T> {
  const { results = [], total = 0 } = answer ?? {};
  const inside = results.filter((row) => fence.allows(namespaceOf(row)));
  // Nothing confirms a total without rows.
  const honest = inside.length === results.length && (inside.length > 0 || total === 0);
  return honest ? answer : { results: inside };
}

/** The first rows of a namespace: `end` of them, or more if the last page has more. */
async function firstRows<T>(
  fence: Fence,
  search: Search<T>,
  namespace: string,
  end: number,
): Promise<Page<T>> {
  const size = Math.max(search.size, Math.min(end, STEP));
  const rows: T[] = [];
  let trusted: number | undefined = 0;
  for (let page = 1; ; page++) {
    const { results = [], total } = keep(fence, search, await search.ask({ namespace, page, size }));
    rows.push(...results);
    trusted = trusted === undefined ? undefined : total;
    if (results.length < size || rows.length >= Math.min(end, total ?? end)) break;
  }
  return { results: rows, ...(trusted !== undefined && { total: trusted }) };
}

/**
 * Merges lists without changing the order within each, whatever the comparison says, so that pages neither repeat nor
 * lose rows.
 */
function merge<T>(lists: readonly (readonly T[])[], compare: (a: T, b: T) => number): T[] {
  const queues = lists.map((list) => ({ list, at: 0 }));
  const merged: T[] = [];
  for (;;) {
    const open = queues.filter(({ list, at }) => at < list.length);
    if (open.length === 0) return merged;
    const next = open.reduce((best, one) =>
      compare(one.list[one.at] as T, best.list[best.at] as T) < 0 ? one : best,
    );
    merged.push(next.list[next.at++] as T);
  }
}

function comparing(sort: readonly string[]): (a: unknown, b: unknown) => number {
  const keys = sort
    .map((key) => key.split(':'))
    .map(([path = '', way]) => ({ path, way: way === 'desc' ? -1 : 1 }));
  return (a, b) => {
    for (const { path, way } of keys) {
      const [left, right] = [valueAt(a, path), valueAt(b, path)];
      if (left !== right) return left < right ? -way : way;
    }
    return 0;
  };
}

function valueAt(row: unknown, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((each, name) => (each as Record<string, unknown> | null | undefined)?.[name], row);
  return value === undefined || value === null ? '' : String(value);
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
