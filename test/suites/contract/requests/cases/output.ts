import type { Case } from '../case.js';
import { EXECUTION, FLOW, METRIC, NAMESPACE, TASK, TASK_RUN } from '../ids.js';

const execution_id = EXECUTION;
const ref = { namespace: NAMESPACE, flow_id: FLOW };
const file = `kestra:///${NAMESPACE.replaceAll('.', '/')}/${FLOW}/executions/${EXECUTION}/a%20b.csv`;

export const OUTPUT_CASES: readonly Case[] = [
  { tool: 'get_execution_output', args: { execution_id } },
  { tool: 'get_execution_output', args: { execution_id, task_run_id: TASK_RUN } },
  { tool: 'get_execution_output', args: { execution_id, name: `${TASK}.rows` } },
  { tool: 'get_execution_output', args: { execution_id, name: file } },
  { tool: 'get_execution_output', args: { execution_id, name: file, offset: 4, limit: 1 } },
  { tool: 'summarize_health', args: {}, when: { state: 'RUNNING' } },
  {
    tool: 'summarize_health',
    args: { namespace: NAMESPACE, time_range: 'PT6H' },
    when: { state: 'RUNNING' },
  },
  { tool: 'summarize_health', args: { namespace: NAMESPACE }, when: { nothing: true } },
  { tool: 'get_metrics', args: { execution_id } },
  { tool: 'get_metrics', args: { execution_id, task_id: TASK, name: METRIC, offset: 1 } },
  { tool: 'get_metrics', args: ref },
  { tool: 'get_metrics', args: { ...ref, task_id: TASK } },
  { tool: 'get_metrics', args: { ...ref, name: METRIC, time_range: 'P7D', aggregation: 'max' } },
  { tool: 'get_metrics', args: { ...ref, task_id: TASK, name: METRIC } },
];
