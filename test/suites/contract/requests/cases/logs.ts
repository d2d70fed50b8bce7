import type { Case } from '../case.js';
import { AWKWARD, EXECUTION, FLOW, NAMESPACE, TASK, TASK_RUN, TRIGGER } from '../ids.js';

const execution_id = EXECUTION;
const narrowed = { execution_id, min_level: 'WARN', task_run_id: TASK_RUN, task_id: TASK, attempt: 0 };
const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'];

export const LOGS_CASES: readonly Case[] = [
  ...['get_execution_logs', 'download_execution_logs', 'delete_execution_logs'].flatMap((tool) => [
    { tool, args: { execution_id } },
    { tool, args: narrowed },
    ...LEVELS.map((min_level) => ({ tool, args: { execution_id, min_level } })),
  ]),
  { tool: 'get_execution_logs', args: { execution_id }, when: { nothing: true } },
  { tool: 'get_execution_logs', args: { execution_id, iterations_page: 2 } },
  { tool: 'get_execution_logs', args: { execution_id, skip: 1 } },
  { tool: 'download_execution_logs', args: { execution_id, until: 10 } },
  { tool: 'download_execution_logs', args: { execution_id }, when: { nothing: true } },
  { tool: 'follow_execution_logs', args: { execution_id } },
  { tool: 'follow_execution_logs', args: { execution_id, min_level: 'ERROR', timeout: 5 } },
  { tool: 'search_logs', args: {} },
  ...LEVELS.map((min_level) => ({ tool: 'search_logs', args: { min_level } })),
  {
    tool: 'search_logs',
    args: { query: AWKWARD, namespace: NAMESPACE, flow_id: FLOW, min_level: 'WARN', page: 2, size: 5 },
  },
  {
    tool: 'search_logs',
    args: { start_date: '2026-01-01T00:00:00+01:00', end_date: '2026-01-31T12:00:00Z' },
  },
  { tool: 'search_logs', args: { namespace: NAMESPACE, flow_id: FLOW }, when: { nothing: true } },
  { tool: 'search_logs', args: { end_date: '2026-01-31T12:00:00Z' } },
  { tool: 'delete_flow_logs', args: { namespace: NAMESPACE, flow_id: FLOW } },
  { tool: 'delete_flow_logs', args: { namespace: NAMESPACE, flow_id: FLOW, trigger_id: TRIGGER } },
];
