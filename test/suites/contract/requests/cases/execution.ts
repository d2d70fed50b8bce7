import type { Case } from '../case.js';
import { AWKWARD, AWKWARD_KEY, EXECUTION, FLOW, NAMESPACE, TASK_RUN } from '../ids.js';

const ref = { namespace: NAMESPACE, flow_id: FLOW };
const execution_id = EXECUTION;
const inputs = { text: AWKWARD, number: 1, object: { a: [true] }, none: null };

export const EXECUTION_CASES: readonly Case[] = [
  { tool: 'execute_flow', args: ref },
  { tool: 'execute_flow', args: { ...ref, wait: true, timeout: 5 } },
  { tool: 'execute_flow', args: { ...ref, inputs, revision: 2, labels: { [AWKWARD_KEY]: AWKWARD, n: 1 } } },
  { tool: 'execute_flow', args: { ...ref, schedule_date: '2026-01-31T12:00:00+01:00' } },
  { tool: 'manage_executions', args: { action: 'get', execution_id } },
  { tool: 'manage_executions', args: { action: 'get', execution_id, task_run_id: TASK_RUN } },
  { tool: 'manage_executions', args: { action: 'get', execution_id, offset: 1 } },
  { tool: 'manage_executions', args: { action: 'get', execution_id, path: 'state.current' } },
  { tool: 'manage_executions', args: { action: 'pause', execution_id }, when: { state: 'RUNNING' } },
  { tool: 'manage_executions', args: { action: 'kill', execution_id }, when: { state: 'RUNNING' } },
  {
    tool: 'manage_executions',
    args: { action: 'kill', execution_id, cascade: false },
    when: { state: 'RUNNING' },
  },
  { tool: 'manage_executions', args: { action: 'kill', execution_id }, when: { state: 'SUCCESS' } },
  { tool: 'manage_executions', args: { action: 'delete', execution_id } },
  ...['SUCCESS', 'CANCELLED'].map((status) => ({
    tool: 'manage_executions',
    args: { action: 'change_status', execution_id, status },
  })),
  { tool: 'add_execution_labels', args: { execution_id, labels: { [AWKWARD_KEY]: AWKWARD, n: 1 } } },
  { tool: 'list_executions', args: {} },
  { tool: 'list_executions', args: { namespace: NAMESPACE } },
  { tool: 'list_executions', args: { namespace: NAMESPACE }, when: { nothing: true } },
  { tool: 'list_executions', args: ref, when: { nothing: true } },
  { tool: 'list_executions', args: { state: 'FAILED' }, when: { state: 'FAILED' } },
  {
    tool: 'list_executions',
    args: { ...ref, state: ['KILLED', 'FAILED'], labels: { team: 'data' } },
    when: { state: 'KILLED' },
  },
  { tool: 'list_executions', args: { labels: { team: 'data' }, end_date: '2026-01-31T12:00:00Z' } },
  { tool: 'list_executions', args: { ...ref, time_range: 'PT1H', count: 3 } },
  { tool: 'list_executions', args: { namespace: NAMESPACE, page: 2, page_size: 5 } },
  {
    tool: 'list_executions',
    args: { ...ref, start_date: '2026-01-01T00:00:00+01:00', end_date: '2026-01-31T12:00:00Z', page_size: 5 },
  },
];
