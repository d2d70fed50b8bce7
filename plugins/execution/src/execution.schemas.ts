import {
  type Actions,
  datetime,
  duration,
  end_datetime,
  execution_id,
  flow_id,
  labelMap,
  leftOut,
  namespace,
  nonEmpty,
} from '@kestra-mcp/core';
import * as z from 'zod';
import { states } from './list-filters.js';

const state = z.looseObject({ current: z.string() });

/** An execution as Kestra returns it. */
export const Execution = z.looseObject({
  id: z.string(),
  state,
});

export const ExecuteFlow = z.strictObject({
  namespace,
  flow_id,
  revision: leftOut(z.int().min(0), 0).describe('Default: latest'),
  wait: z.boolean().default(false).describe('Wait until it ends'),
  timeout: leftOut(z.number().min(1).max(540), 50).describe('Maximum wait in seconds'),
  inputs: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      'Inputs, e.g. {"user": "Ada", "n": 3}. A file as text, {"content", "encoding": "base64", "name"} or nsfile:///path',
    ),
  labels: labelMap.optional(),
  schedule_date: leftOut(datetime, '').describe('Start later, e.g. 2026-01-31T08:00Z'),
});
export type ExecuteFlow = z.output<typeof ExecuteFlow>;

export const ManageExecutions = z.strictObject({
  action: z.enum(['pause', 'kill', 'delete', 'get', 'change_status']),
  execution_id,
  status: z
    .enum(['SUCCESS', 'WARNING', 'FAILED', 'KILLED', 'CANCELLED', 'SKIPPED'])
    .optional()
    .describe('new status'),
  cascade: z.boolean().default(true).describe('also subflow executions'),
  task_run_id: nonEmpty.optional().describe('only this task run'),
  path: nonEmpty.optional().describe('only this value, e.g. outputs.report'),
  offset: z.int().min(0).optional().describe('from `next`'),
});
export const manageExecutionsActions = {
  pause: { effect: 'write', does: 'pause it' },
  kill: { effect: 'destructive', does: 'kill it', accepts: ['cascade'] },
  delete: { effect: 'destructive', does: 'delete it' },
  get: {
    effect: 'read',
    does: 'get it with task runs and outputs',
    accepts: ['task_run_id', 'path', 'offset'],
  },
  change_status: { effect: 'write', does: 'change its status once it has ended', requires: ['status'] },
} as const satisfies Actions<typeof ManageExecutions>;

/** The execution. For pause, kill and delete: its id and the outcome. */
export const ManagedExecution = z.looseObject({
  id: z.string().optional(),
  state: state.optional(),
  executionId: z.string().optional(),
  status: z.string().optional(),
});

export const AddExecutionLabels = z.strictObject({ execution_id, labels: labelMap });
export type AddExecutionLabels = z.output<typeof AddExecutionLabels>;

export const ListExecutions = z.strictObject({
  namespace: namespace.optional().describe('Includes child namespaces'),
  flow_id: leftOut(flow_id, '').describe('Flow id (needs namespace)'),
  state: states.optional().describe('States, e.g. ["FAILED", "KILLED"]'),
  labels: labelMap.optional().describe('Labels, e.g. {"team": "data"}'),
  count: z.int().min(1).max(10_000).optional().describe('Number to return'),
  time_range: leftOut(duration, '').describe('Started within, e.g. P7D. Default without dates: P90D'),
  start_date: leftOut(datetime, '').describe('Started at or after, e.g. 2026-01-31T08:00Z'),
  end_date: leftOut(end_datetime, '').describe('Started at or before. A date includes that day'),
  page_size: z.int().min(1).max(1000).optional().describe('Per page. Default: 25'),
  page: z.int().min(1).optional().describe('Page, from 1'),
});
export type ListExecutions = z.output<typeof ListExecutions>;

export const ExecutionList = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), state })),
  total: z.number().optional(),
});
