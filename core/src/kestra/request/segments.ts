import { InputError, PluginError } from '../../foundation/errors.js';
import { BULK_WORDS, COLLECTION_WORDS, encoded, type Route } from '../wire/route.js';

/** What is of no tenant. Whatever else stands behind `/api/v1` might be the name of another tenant, or lead to one. */
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

/** What servers and proxies may take for a step to another path, encoded once more or not. */
const STEPS = /[/\\]|%2[ef]|%5c/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no id has them
const CONTROL = /[\u0000-\u001f\u007f]/;
/** Half of a character. */
const HALF = /\p{Surrogate}/u;

/** The path that these segments make, each encoded. None leads elsewhere, and none is a word that acts on many. */
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

/** Segments as they are sent: texts. */
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

/** Refuses an id that would name a route in its place: `executions/search` is no execution. */
export function refuseWordAsId(id: string, segments: readonly string[]): void {
  if (segments.length !== 2 || segments[1] !== id || !COLLECTION_WORDS.has(id)) return;
  throw new InputError(`"${id}" cannot be an id here: it is the name of another Kestra route.`);
}
