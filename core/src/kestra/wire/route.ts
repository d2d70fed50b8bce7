import { InputError } from '../../foundation/errors.js';
import { keepTemplate } from '../../observe/route-templates.js';

/** A path below `/api/v1/{tenant}` with encoded values. Created by the tag `route`, or from a plugin's segments. */
export type Route = string & { readonly route: unique symbol };

/** Words that are never an id: `DELETE executions/by-query` deletes every execution. */
export const BULK_WORDS: ReadonlySet<string> = new Set(['by-ids', 'by-query']);

/** Routes next to `flows/{namespace}`, `executions/{id}` and similar. Deeper in a path, these words are valid names. */
export const COLLECTION_WORDS: ReadonlySet<string> = new Set([
  'deprecated',
  'distinct-namespaces',
  'search',
  'source',
]);

/**
 * Tag for paths: `` route`flows/${namespace}/${id}` ``. Each value stays one segment, whatever it contains, and must be
 * an id. Refuses empty values, dot segments, which URLs resolve even when they are encoded, and words of Kestra's own
 * routes in places where they would name another route.
 */
export function route(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Route {
  let path = strings[0] ?? '';
  values.forEach((value, index) => {
    const after = strings[index + 1] ?? '';
    refuseRouteWords(String(value), path, after);
    path += segment(String(value)) + after;
  });
  keepTemplate(path, strings);
  return path as Route;
}

function refuseRouteWords(value: string, before: string, after: string): void {
  const isLast = after === '';
  const ofCollection = isLast && before.split('/').length === 2 && COLLECTION_WORDS.has(value);
  const ofKeys = isLast && before.endsWith('/kv/') && value === 'inheritance';
  if (!BULK_WORDS.has(value) && !ofCollection && !ofKeys) return;
  throw new InputError(`"${value}" cannot be an id here: it is the name of another Kestra route.`);
}

function segment(value: string): string {
  if (value === '' || value === '.' || value === '..') {
    throw new InputError(`"${value}" cannot be part of a Kestra path.`);
  }
  return encoded(value);
}

/** Encodes a text for a URL. Refuses an unpaired surrogate, which no URL can carry. */
export function encoded(text: string): string {
  if (/\p{Cs}/u.test(text))
    throw new InputError('A value for a Kestra path contains half of a character (an unpaired surrogate).');
  return encodeURIComponent(text);
}
