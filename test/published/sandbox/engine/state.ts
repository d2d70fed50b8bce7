import type { Micros } from '../time.js';

/** The states of executions and task runs. */
export const STATES = [
  'CREATED',
  'SUBMITTED',
  'RUNNING',
  'PAUSED',
  'RESTARTED',
  'KILLING',
  'SUCCESS',
  'WARNING',
  'FAILED',
  'KILLED',
  'CANCELLED',
  'QUEUED',
  'RETRYING',
  'RETRIED',
  'SKIPPED',
  'BREAKPOINT',
  'RESUBMITTED',
] as const;
export type StateName = (typeof STATES)[number];

/** A state with its history. The last entry is the current state. */
export type State = readonly { readonly state: StateName; readonly at: Micros }[];

const TERMINAL: readonly StateName[] = [
  'SUCCESS',
  'WARNING',
  'FAILED',
  'KILLED',
  'CANCELLED',
  'RETRIED',
  'SKIPPED',
];

export const started = (at: Micros): State => [{ state: 'CREATED', at }];

export const moved = (state: State, to: StateName, at: Micros): State => [...state, { state: to, at }];

export const current = (state: State): StateName => state.at(-1)?.state ?? 'CREATED';

export const isTerminal = (name: StateName) => TERMINAL.includes(name);

export const isFailed = (name: StateName) => name === 'FAILED' || name === 'KILLED' || name === 'CANCELLED';

/** Whether the state is final. */
export const ended = (state: State) => isTerminal(current(state));
