import type { Case } from '../case.js';
import { AWKWARD, EXECUTION, FLOW, NAMESPACE, TASK, TASK_RUN, TYPE } from '../ids.js';

const flow = { namespace: NAMESPACE, flow_id: FLOW };
const expression = `{{ ${AWKWARD} }}`;

const CASES: readonly Omit<Case, 'remembers'>[] = [
  { tool: 'search_task_types', args: { query: AWKWARD } },
  { tool: 'search_task_types', args: { query: 'log', kind: 'task' } },
  { tool: 'search_task_types', args: { query: 'log' }, when: { nothing: true } },
  { tool: 'describe_task_type', args: { type: TYPE } },
  { tool: 'describe_task_type', args: { type: 'task' } },
  { tool: 'describe_task_type', args: { type: TYPE, property: 'message' } },
  { tool: 'list_expressions', args: {} },
];

export const TYPE_CASES: readonly Case[] = [
  ...CASES.map((each) => ({ ...each, remembers: true as const })),
  { tool: 'list_expressions', args: { namespace: NAMESPACE } },
  { tool: 'list_expressions', args: flow },
  { tool: 'list_expressions', args: { ...flow, task_id: TASK } },
  { tool: 'render_expression', args: { expression, execution_id: EXECUTION }, since: '1.3' },
  { tool: 'render_expression', args: { expression, execution_id: EXECUTION, task_run_id: TASK_RUN } },
  { tool: 'render_expression', args: { expression }, since: '2.0' },
  { tool: 'render_expression', args: { expression, ...flow }, since: '2.0' },
];
