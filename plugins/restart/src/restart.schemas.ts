import { execution_id, flow_id, leftOut, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const RestartExecution = z.strictObject({
  namespace: namespace.optional().describe('Instead of execution_id'),
  flow_id: flow_id.optional(),
  execution_id: execution_id.optional().describe('Default: latest failed one of the flow'),
  wait: z.boolean().optional().describe('Wait until it ends'),
  revision: leftOut(z.int().min(0), 0).describe('Default: its own'),
});
export type RestartExecution = z.output<typeof RestartExecution>;

export const ChangeTaskrunState = z.strictObject({
  execution_id,
  state: z
    .enum(['SUCCESS', 'WARNING', 'FAILED', 'KILLED', 'CANCELLED', 'SKIPPED'])
    .default('SUCCESS')
    .describe('New state'),
  task_run_id: leftOut(z.string(), '').describe('Default: first failed task run'),
});
export type ChangeTaskrunState = z.output<typeof ChangeTaskrunState>;

export const Execution = z.looseObject({
  id: z.string(),
  state: z.looseObject({ current: z.string() }),
});
