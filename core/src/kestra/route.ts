import { InputError } from '../errors.js';

/** A path below `/api/v1/{tenant}`, its values encoded: made by the tag `route` only. */
export type Route = string & { readonly route: unique symbol };

/**
 * Tag for paths: `` route`flows/${namespace}/${id}` ``. Each value stays one segment whatever it holds; the empty
 * value and the dot segments, which URLs resolve away even when encoded, are refused.
 */
export function route(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Route {
  let path = strings[0] ?? '';
  values.forEach((value, index) => {
    path += segment(String(value)) + (strings[index + 1] ?? '');
  });
  return path as Route;
}

/**
 * Words that Kestra's own routes have where ours have an id: `DELETE executions/by-query` deletes every execution. No
 * flow may be named `search` or `source`, and the others name nothing a user would.
 */
const ROUTE_WORDS: ReadonlySet<string> = new Set([
  'by-ids',
  'by-query',
  'deprecated',
  'distinct-namespaces',
  'inheritance',
  'search',
  'source',
]);

function segment(value: string): string {
  if (ROUTE_WORDS.has(value)) {
    throw new InputError(`"${value}" cannot be an id here: it is the name of another route of Kestra.`);
  }
  if (value === '' || value === '.' || value === '..') {
    throw new InputError(`"${value}" cannot be part of a Kestra path.`);
  }
  return encodeURIComponent(value);
}
