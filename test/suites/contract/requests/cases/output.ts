import type { Case } from '../case.js';
import { EXECUTION, FLOW, NAMESPACE, TASK, TASK_RUN } from '../ids.js';

const execution_id = EXECUTION;
const file = `kestra:///${NAMESPACE.replaceAll('.', '/')}/${FLOW}/executions/${EXECUTION}/a%20b.csv`;

export const OUTPUT_CASES: readonly Case[] = [
  { tool: 'get_execution_output', args: { execution_id } },
  { tool: 'get_execution_output', args: { execution_id, task_run_id: TASK_RUN } },
  { tool: 'get_execution_output', args: { execution_id, name: `${TASK}.rows` } },
  { tool: 'get_execution_output', args: { execution_id, name: file } },
  { tool: 'get_execution_output', args: { execution_id, name: file, offset: 4, limit: 1 } },
];
