import type { Case } from '../case.js';
import { EXECUTION } from '../ids.js';

const args = { execution_id: EXECUTION };
const STATES = [
  'FAILED',
  'SUCCESS',
  'WARNING',
  'KILLED',
  'QUEUED',
  'CREATED',
  'PAUSED',
  'RUNNING',
  'RETRYING',
];

/** The group diagnose. */
export const DIAGNOSE_CASES: readonly Case[] = STATES.map((state) => ({
  tool: 'diagnose_execution',
  args,
  when: { state },
}));
