import { InputError, PluginError } from '../../foundation/errors.js';
import { BULK_WORDS, COLLECTION_WORDS, encoded, type Route } from '../wire/route.js';

/** Routes outside tenants. Any other word after `/api/v1` could be the name of another tenant. */
const OF_INSTANCE: ReadonlySet<string> = new Set([
  'banners',
  'configs',
  'instance',
  'kill-switches',
  'license-info',
  'me',
  'pebble',
  'plugins',
  'service-accounts',
  'users',
]);

/** What servers and proxies may treat as a step to another path, even if it is encoded twice. */
const STEPS = /[/\\]|%2[ef]|%5c/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no id contains them
const CONTROL = /[\u0000-\u001f\u007f]/;
/** Half a surrogate pair. */
const HALF = /\p{Surrogate}/u;

/**
 * The path for these segments, each encoded. Refuses segments that lead elsewhere and words that act on many things.
 */
export function pathOf(segments: readonly unknown[], instance: boolean): Route {
  if (!Array.isArray(segments) || segments.length === 0) {
    throw new PluginError(
      "The path of a Kestra request must be a list of segments: ['flows', namespace, id].",
    );
  }
  const texts = segments.map(textOf);
  if (instance && !OF_INSTANCE.has(texts[0] ?? '')) {
    throw new PluginError(
      `"${texts[0]}" is not one of Kestra's routes outside tenants that can be requested.`,
      {
        hint: `With "instance", the path must begin with one of ${[...OF_INSTANCE].join(', ')}.`,
      },
    );
  }
  refuseWords(texts);
  return texts.map(encoded).join('/') as Route;
}

/** A segment as text, the form in which it is sent. */
export function textOf(segment: unknown): string {
  const text = Number.isSafeInteger(segment) ? String(segment) : segment;
  if (typeof text !== 'string' || text === '' || text === '.' || text === '..' || text.trim() === '') {
    throw new InputError(`${JSON.stringify(segment) ?? 'undefined'} cannot be part of a Kestra path.`);
  }
  if (STEPS.test(text) || CONTROL.test(text) || HALF.test(text)) {
    throw new InputError(
      `${JSON.stringify(text.slice(0, 100))} cannot be part of a Kestra path: an id cannot have these characters.`,
    );
  }
  return text;
}

function refuseWords(segments: readonly string[]): void {
  const word = segments.find((segment) => BULK_WORDS.has(segment));
  const key = segments[0] === 'namespaces' && segments[2] === 'kv' ? segments[3] : undefined;
  const refused = word ?? (key === 'inheritance' ? key : undefined);
  if (refused === undefined) return;
  throw new InputError(`"${refused}" cannot be an id here: it is the name of another Kestra route.`, {
    hint: 'Act on each item by its own route. Acting on everything that a filter finds is not allowed.',
  });
}

/** Refuses an id that would name another route: `executions/search` is not an execution. */
export function refuseWordAsId(id: string, segments: readonly string[]): void {
  if (segments.length !== 2 || segments[1] !== id || !COLLECTION_WORDS.has(id)) return;
  throw new InputError(`"${id}" cannot be an id here: it is the name of another Kestra route.`);
}
