import { labels } from '@kestra-mcp/core';
import * as z from 'zod';

/** Of all versions of Kestra; one that a server does not know is refused by it. */
const STATES = [
  ...['CREATED', 'SUBMITTED', 'QUEUED', 'RUNNING', 'PAUSED', 'BREAKPOINT', 'RETRYING', 'RETRIED'],
  ...[
    'RESTARTED',
    'RESUBMITTED',
    'KILLING',
    'SUCCESS',
    'WARNING',
    'FAILED',
    'KILLED',
    'CANCELLED',
    'SKIPPED',
  ],
];

const known = z
  .array(z.string())
  .refine(
    (states) => states.every((state) => STATES.includes(state)),
    `each must be one of ${STATES.join(', ')}`,
  );

/** One state or several, in any case; listed as a list. */
export const states = z.preprocess((given) => {
  const list = typeof given === 'string' ? given.split(',') : given;
  if (!Array.isArray(list)) return list;
  const named = list.filter((state) => typeof state !== 'string' || state.trim() !== '');
  return named.map((state) => (typeof state === 'string' ? state.trim().toUpperCase() : state));
}, known.optional());

/** Labels as a map, or as other tools have them: `team:data`, `{ key, value }`, or a list of these. */
export const labelFilter = z.preprocess((given, context) => {
  if (typeof given !== 'string' && !Array.isArray(given)) return given;
  const found = new Map<string, unknown>();
  for (const label of [given].flat().filter((each) => each !== '')) {
    const [key, value] = pairOf(label) ?? [];
    if (key === undefined) context.addIssue('write each label as "key:value"');
    else if (found.has(key)) context.addIssue(`names "${key}" twice`);
    else found.set(key, value);
  }
  return Object.fromEntries(found);
}, labels);

function pairOf(label: unknown): [string, unknown] | undefined {
  if (typeof label === 'string') {
    const colon = label.indexOf(':');
    return colon > 0 ? [label.slice(0, colon).trim(), label.slice(colon + 1).trim()] : undefined;
  }
  if (typeof label !== 'object' || label === null || !('key' in label && 'value' in label)) return undefined;
  return typeof label.key === 'string' ? [label.key, label.value] : undefined;
}
