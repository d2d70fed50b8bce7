import type { Case } from '../case.js';
import { AWKWARD, EXECUTION, FLOW, NAMESPACE, OTHER_EXECUTION, TASK_RUN, TRIGGER } from '../ids.js';

const ref = { namespace: NAMESPACE, flow_id: FLOW };
const both = [EXECUTION, OTHER_EXECUTION];
const on_resume = { reason: AWKWARD, sure: true };
const inputs = { text: AWKWARD, number: 2 };
const labels = [`team:${AWKWARD}`, { key: 'n', value: 'x' }];

/** The groups backfill, replay, restart and resume. */
export const RERUN_CASES: readonly Case[] = [
  { tool: 'backfill_executions', args: { ...ref, start: 'P7D' } },
  { tool: 'backfill_executions', args: { ...ref, days: 1, hours: 2, minutes: 3, trigger_id: TRIGGER } },
  {
    tool: 'backfill_executions',
    args: { ...ref, start: '2026-01-01', end: '2026-01-31T12:00:00', inputs: { text: AWKWARD }, labels },
  },
  { tool: 'backfill_executions', args: { ...ref, start: 'P7D', wait: true } },
  { tool: 'replay_execution', args: ref },
  { tool: 'replay_execution', args: { ...ref, latest_revision: true } },
  { tool: 'replay_execution', args: { ids: [EXECUTION] } },
  { tool: 'replay_execution', args: { ids: [EXECUTION], latest_revision: true } },
  { tool: 'replay_execution', args: { ids: [EXECUTION], wait: true } },
  { tool: 'replay_execution', args: { ids: both } },
  { tool: 'replay_execution', args: { ids: both, latest_revision: true } },
  { tool: 'replay_execution', args: { ids: both, inputs }, since: '1.0' },
  { tool: 'restart_execution', args: ref, when: { state: 'FAILED' } },
  { tool: 'restart_execution', args: { ...ref, execution_id: EXECUTION, revision: 2 } },
  { tool: 'restart_execution', args: { execution_id: EXECUTION } },
  { tool: 'restart_execution', args: { execution_id: EXECUTION, wait: true } },
  { tool: 'change_taskrun_state', args: { execution_id: EXECUTION }, when: { state: 'FAILED' } },
  {
    tool: 'change_taskrun_state',
    args: { execution_id: EXECUTION, state: 'CANCELLED', task_run_id: TASK_RUN },
  },
  { tool: 'resume_execution', args: ref, when: { state: 'PAUSED' } },
  { tool: 'resume_execution', args: ref, when: { state: 'PAUSED', plainPause: true } },
  { tool: 'resume_execution', args: { ...ref, on_resume }, when: { state: 'PAUSED' } },
  { tool: 'resume_execution', args: { ...ref, wait: true }, when: { state: 'PAUSED' } },
  { tool: 'resume_execution', args: { execution_ids: both }, when: { state: 'PAUSED' } },
  { tool: 'resume_execution', args: { execution_ids: both, on_resume }, when: { state: 'PAUSED' } },
  { tool: 'force_run_execution', args: { execution_id: EXECUTION }, when: { state: 'QUEUED' } },
];
