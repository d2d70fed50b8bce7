import {
  type Actions,
  datetime,
  duration,
  execution_id,
  flow_id,
  labels,
  leftOut,
  namespace,
} from '@kestra-mcp/core';
import * as z from 'zod';

const state = z.looseObject({ current: z.string() });

/** An execution as Kestra gives it. */
export const Execution = z.looseObject({
  id: z.string(),
  state,
  next: z.string().optional().describe('How to go on'),
});

export const ExecuteFlow = z.strictObject({
  namespace,
  flow_id,
  revision: leftOut(z.int().min(0), 0).describe('Latest when left out'),
  wait: z.boolean().default(false).describe('Wait until it ends or pauses'),
  timeout: z.number().min(1).max(540).default(50).describe('Longest wait, in seconds'),
  inputs: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      'Inputs, e.g. {"user": "Ada", "n": 3}; a file as its text, {"content", "encoding": "base64", "name"} or nsfile:///path',
    ),
  labels: labels.optional(),
  schedule_date: leftOut(datetime, '').describe('Start then, not now (ISO 8601 with offset)'),
});
export type ExecuteFlow = z.output<typeof ExecuteFlow>;

export const ManageExecutions = z.strictObject({
  action: z.enum(['pause', 'kill', 'delete', 'get', 'change_status']),
  execution_id,
  status: z
    .enum(['SUCCESS', 'WARNING', 'FAILED', 'KILLED', 'CANCELLED', 'SKIPPED'])
    .optional()
    .describe('For change_status'),
  cascade: z.boolean().default(true).describe('For kill: subflow executions too'),
});
export const manageExecutionsActions = {
  pause: { effect: 'write' },
  kill: { effect: 'destructive', accepts: ['cascade'] },
  delete: { effect: 'destructive' },
  get: { effect: 'read' },
  change_status: { effect: 'write', requires: ['status'] },
} as const satisfies Actions<typeof ManageExecutions>;

/** The execution, or for pause, kill and delete its id and what became of it. */
export const ManagedExecution = z.looseObject({
  id: z.string().optional(),
  state: state.optional(),
  executionId: z.string().optional(),
  status: z.string().optional().describe('For kill: kill_requested, already_finished or not_found'),
});

export const AddExecutionLabels = z.strictObject({ execution_id, labels });
export type AddExecutionLabels = z.output<typeof AddExecutionLabels>;

export const ListExecutions = z.strictObject({
  namespace,
  flow_id: leftOut(flow_id, ''),
  count: z.int().min(1).max(10_000).optional().describe('At most so many, newest first'),
  time_range: leftOut(duration, '').describe('Started within, e.g. P7D or PT1H; P90D when no date is given'),
  start_date: leftOut(datetime, '').describe('Started at or after'),
  end_date: leftOut(datetime, '').describe('Started at or before'),
  page_size: z.int().min(1).max(1000).default(100).describe('Executions per request to Kestra'),
});
export type ListExecutions = z.output<typeof ListExecutions>;

export const ExecutionList = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), state })),
  total: z.number().optional(),
  next: z.string().optional().describe('How to get the rest'),
});
