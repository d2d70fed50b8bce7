import * as z from 'zod';
import type { Label } from '../../kestra/types.js';

/**
 * Labels in the forms that people write: a map, a list of `key:value` or one alone, a list of `{ key, value }`; the result is what
 * Kestra takes. It refuses a blank in a key and an empty value in words that name neither, and takes a colon in a key
 * for its end.
 */
const read = (given: unknown, { addIssue }: z.RefinementCtx): Label[] => {
  const labels = new Map<string, string>();
  for (const label of partsOf(given)) {
    const said = problemOf(label) ?? twice(label as Label, labels);
    if (said !== undefined) {
      addIssue({ code: 'custom', message: said });
      break;
    }
    labels.set((label as Label).key, String((label as Label).value));
  }
  return [...labels].map(([key, value]) => ({ key, value }));
};

interface Part {
  key: unknown;
  value: unknown;
}

/** Each label with its key and value, or the piece that is none. */
function partsOf(given: unknown): (Part | string)[] {
  if (Array.isArray(given)) return given.map(partOf);
  // One label alone; with a comma it may be several, and JSON is read before.
  if (typeof given === 'string' && /^[^,[{"]*$/.test(given)) return [partOf(given)];
  if (typeof given !== 'object' || given === null) return [shown(given)];
  return Object.entries(given).map(([key, value]) => ({ key, value: value as unknown }));
}

function partOf(label: unknown): Part | string {
  if (typeof label === 'string' && label.includes(':')) {
    const colon = label.indexOf(':');
    // As in YAML: the blanks are no part of either.
    return { key: label.slice(0, colon).trim(), value: label.slice(colon + 1).trim() };
  }
  const isPair = typeof label === 'object' && label !== null && 'key' in label && 'value' in label;
  return isPair ? (label as Part) : shown(label);
}

function problemOf(label: Part | string): string | undefined {
  if (typeof label === 'string') return `${FORMS}, but ${label} is neither`;
  const { key, value } = label;
  if (typeof key !== 'string' || key === '') return 'a key must not be empty';
  if (/[\s:]/.test(key)) return `the key ${shown(key)} must not contain a space or a colon`;
  if (!['string', 'number', 'boolean'].includes(typeof value))
    return `the value of ${shown(key)} must be a string, not ${shown(value)}`;
  return String(value).trim() === '' ? `the value of ${shown(key)} must not be empty` : undefined;
}

function twice({ key, value }: Label, labels: ReadonlyMap<string, string>): string | undefined {
  const before = labels.get(key) ?? String(value);
  return before === String(value) ? undefined : `the key ${shown(key)} must have only one value`;
}

const FORMS = 'labels must be a map, e.g. {"team": "data"}, or a list of "key:value"';
const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 60);

/** Labels in any form, told as a map. */
export const labelMap = z
  .unknown()
  .meta({ type: 'object', additionalProperties: { type: 'string' } })
  .transform(read)
  .describe('Labels, e.g. {"team": "data"}');

/** Labels in any form, told as a list. */
export const labelList = z
  .unknown()
  .meta({ type: 'array', items: { type: 'string' } })
  .transform(read)
  .describe('Labels, e.g. ["team:data"]');
