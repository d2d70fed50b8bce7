import { execution_id, flow_id, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ResumeExecution = z.strictObject({
  execution_ids: z
    .array(execution_id.meta({ description: undefined }))
    .max(500)
    .optional()
    .describe('Default: latest paused one of the flow'),
  namespace: namespace.optional(),
  flow_id: flow_id.optional().describe('Instead of execution_ids'),
  wait: z.boolean().optional().describe('Wait until it ends'),
  on_resume: z.record(z.string(), z.unknown()).optional().describe('Inputs for the pause'),
});
export type ResumeExecution = z.output<typeof ResumeExecution>;

export const Resumed = z.looseObject({
  count: z.number(),
  resumed: z.array(z.string()).optional(),
});

export const ForceRunExecution = z.strictObject({ execution_id });
export type ForceRunExecution = z.output<typeof ForceRunExecution>;
export const Execution = z.looseObject({
  id: z.string(),
  state: z.looseObject({ current: z.string() }),
});
