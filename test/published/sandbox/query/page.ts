import { ApiError, invalidEntity } from '../http/envelope.js';
import type { Call } from '../http/router.js';
import { isObject } from '../json.js';

/** A page of results, as all searches of Kestra return it. */
export interface Page<T> {
  results: T[];
  total: number;
}

const DEFAULT_SIZE = 10;

/** The page that a request asks for. */
export function page<T>(rows: readonly T[], call: Call): Page<T> {
  const number = atLeastOne(call, 'page', 1);
  const size = atLeastOne(call, 'size', DEFAULT_SIZE);
  return { results: rows.slice((number - 1) * size, number * size), total: rows.length };
}

function atLeastOne(call: Call, name: string, fallback: number): number {
  const value = call.request.integer(name, fallback);
  if (value >= 1) return value;
  const path = `${call.operation}.${name}`;
  const violation = { message: 'must be greater than or equal to 1', path, pointer: '' };
  throw invalidEntity(`${violation.path}: ${violation.message}`, [violation]);
}

/** The keys by which a search can be sorted. Undefined means any key. */
export type SortKeys = readonly string[] | undefined;

/** Sorts rows by `sort=state.startDate:desc`, using the JSON that `view` creates. */
export function sorted<T>(rows: readonly T[], call: Call, view: (row: T) => unknown, keys?: SortKeys): T[] {
  const sorts = call.request.query.getAll('sort').flatMap((text) => text.split(','));
  const orders = sorts.map((text) => {
    const [key = '', direction, ...rest] = text.split(':');
    if (!key || !direction || rest.length > 0) throw unprocessable('Invalid sort parameter');
    if (keys && !keys.includes(key)) throw unprocessable(`Invalid sort field: ${key}`);
    return { path: key.split('.'), sign: direction === 'asc' ? 1 : -1 };
  });
  if (orders.length === 0) return [...rows];
  const keyed = rows.map((row) => ({ row, json: view(row) }));
  keyed.sort((a, b) => {
    for (const { path, sign } of orders) {
      const difference = compare(read(a.json, path), read(b.json, path));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

const unprocessable = (detail: string) => new ApiError(422, `Unprocessable Entity: ${detail}`);

function read(json: unknown, path: readonly string[]): unknown {
  return path.reduce((value: unknown, key) => (isObject(value) ? value[key] : undefined), json);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  return left < right ? -1 : left > right ? 1 : 0;
}
