import type { Case } from '../case.js';
import { FLOW, NAMESPACE, TRIGGER } from '../ids.js';

const tool = 'manage_trigger';
const one = { namespace: NAMESPACE, flow_id: FLOW, trigger_id: TRIGGER };
const at = (action: string) => ({ action, ...one });

/** The group trigger. If a case has a state, a backfill exists. */
export const TRIGGER_CASES: readonly Case[] = [
  { tool, args: { action: 'list' } },
  { tool, args: { action: 'list', namespace: NAMESPACE, page: 2, page_size: 10 } },
  { tool, args: { action: 'list', namespace: NAMESPACE }, when: { nothing: true } },
  { tool, args: { action: 'list', flow_id: FLOW } },
  { tool, args: { action: 'list', namespace: NAMESPACE, flow_id: FLOW } },
  { tool, args: at('enable'), when: { state: 'KILLED' } },
  { tool, args: at('enable') },
  { tool, args: at('disable'), when: { state: 'KILLED' } },
  { tool, args: at('unlock') },
  { tool, args: at('restart') },
  { tool, args: at('backfill_status') },
  { tool, args: at('backfill_status'), when: { state: 'RUNNING' } },
  { tool, args: at('pause_backfill'), when: { state: 'RUNNING' } },
  { tool, args: at('resume_backfill'), when: { state: 'PAUSED' } },
  { tool, args: at('stop_backfill'), when: { state: 'RUNNING' } },
];
