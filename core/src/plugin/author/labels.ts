import * as z from 'zod';
import type { Label } from '../../kestra/types.js';

/**
 * Labels in the forms that people write: a map, a list of `key:value` or a single one, or a list of `{ key, value }`.
 * Returns what Kestra accepts. Kestra's own errors for a space in a key or an empty value name neither, and it would
 * split a key at a colon.
 */
const read = (given: unknown, { addIssue }: z.RefinementCtx): Label[] => {
  const labels = new Map<string, string>();
  const parts = partsOf(given);
  for (const label of parts) {
    const said = problemOf(label, parts.length === 1) ?? twice(label as Label, labels);
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

/** The key and value of each label, or the part that is invalid. */
function partsOf(given: unknown): (Part | string)[] {
  if (Array.isArray(given)) return given.map(partOf);
  // A single label. Text with a comma may contain several, and JSON was parsed before.
  if (typeof given === 'string' && /^[^,[{"]*$/.test(given)) return [partOf(given)];
  if (typeof given !== 'object' || given === null) return [shown(given)];
  return Object.entries(given).map(([key, value]) => ({ key, value: value as unknown }));
}

function partOf(label: unknown): Part | string {
  if (typeof label === 'string' && label.includes(':')) {
    const colon = label.indexOf(':');
    // As in YAML, surrounding spaces belong to neither.
    return { key: label.slice(0, colon).trim(), value: label.slice(colon + 1).trim() };
  }
  const isPair = typeof label === 'object' && label !== null && 'key' in label && 'value' in label;
  return isPair ? (label as Part) : shown(label);
}

function problemOf(label: Part | string, single: boolean): string | undefined {
  // The error shows a single label anyway.
  if (typeof label === 'string') return single ? FORMS : `${FORMS}, but ${label} is neither`;
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

const FORMS = 'must be a map, e.g. {"team": "data"}, or a list of "key:value"';
const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 60);

/** Labels in any form, described as a map. */
export const labelMap = z
  .unknown()
  .meta({ type: 'object', additionalProperties: { type: 'string' } })
  .transform(read)
  .describe('Labels, e.g. {"team": "data"}');

/** Labels in any form, described as a list. */
export const labelList = z
  .unknown()
  .meta({ type: 'array', items: { type: 'string' } })
  .transform(read)
  .describe('Labels, e.g. ["team:data"]');
