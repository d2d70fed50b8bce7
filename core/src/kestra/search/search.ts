import { InputError } from '../../foundation/errors.js';
import type { Fence } from '../fence/fence.js';
import type { Page, Paging } from '../types.js';

/** Rows asked for at a time when pages of several namespaces are merged. */
const STEP = 200;
/** Rows of each namespace that a merged page may lie behind. */
const DEEPEST = 10_000;

/** A search over namespaces, as its resource makes it. */
export interface Search<T> extends Paging {
  namespace: string | undefined;
  /** What Kestra sorts by, such as `id:asc`; pages of several namespaces are merged by it. */
  sort: readonly string[];
  namespaceOf: (row: T) => unknown;
  /** One page of what is in a namespace and below it. */
  ask: (where: Paging & { namespace: string | undefined }) => Promise<Page<T>>;
}

/**
 * The page of a search, within the fence if there is one. A search that is not of an allowed namespace becomes one of
 * each of them, since no version of Kestra lacks the filter for a single namespace; their rows are merged in order, so
 * that page n costs the first n pages of each.
 *
 * A row outside shows a server that ignores the filter. It is left out, and with it what else the answer says, which
 * counts such rows too: `total` is undefined then, and the page shorter.
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

/** Of rows that tell it themselves. */
export function ownNamespace(row: object): unknown {
  return (row as { namespace?: unknown }).namespace;
}

/** Rows inside; the answer as it came when it is of nothing else. */
function keep<T>(fence: Fence, { namespaceOf }: Search<T>, answer: Page<T>): Page<T> {
  const { results = [], total = 0 } = answer ?? {};
  const inside = results.filter((row) => fence.allows(namespaceOf(row)));
  // A total without rows has nothing that vouches for it.
  const honest = inside.length === results.length && (inside.length > 0 || total === 0);
  return honest ? answer : { results: inside };
}

/** The first rows of a namespace, `end` at most unless the last step brings more. */
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

/** Keeps the order of each list, whatever the comparison says, so that pages neither repeat a row nor lose one. */
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
