import type { Json } from '../json.js';
import { isObject } from '../json.js';
import type { Scope } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';

/** The values of a loop: a list, a text that renders to one, or the entries of a map. */
export function valuesOf(given: Json | undefined, scope: Scope): Json[] {
  const rendered = render(given, scope);
  const values = typeof rendered === 'string' ? parsed(rendered) : rendered;
  if (Array.isArray(values)) return values;
  if (isObject(values)) return Object.entries(values).map(([key, value]) => ({ key, value: value ?? null }));
  throw new Error(`Unable to parse the values \`${String(rendered)}\` as a list`);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`Unable to parse the values \`${text}\` as a list`);
  }
}
