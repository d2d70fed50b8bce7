import * as z from 'zod';

/** The states of all Kestra versions. Kestra itself refuses a state that its version does not know. */
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

/** One or several states, in upper or lower case. The schema shows a list. */
export const states = z.preprocess((given) => {
  const list = typeof given === 'string' ? given.split(',') : given;
  if (!Array.isArray(list)) return list;
  const named = list.filter((state) => typeof state !== 'string' || state.trim() !== '');
  return named.map((state) => (typeof state === 'string' ? state.trim().toUpperCase() : state));
}, known.optional());
