import { execution_id, flow_id, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ReplayExecution = z.strictObject({
  ids: z
    .array(execution_id.meta({ description: undefined }))
    .max(500)
    .optional()
    .describe('Default: latest of the flow'),
  namespace: namespace.optional(),
  flow_id: flow_id.optional().describe('Instead of ids'),
  inputs: z.record(z.string(), z.unknown()).optional().describe('Inputs to change. Others stay'),
  wait: z.boolean().optional().describe('Wait until it ends'),
  latest_revision: z.boolean().default(false).describe('Use the latest revision'),
});
export type ReplayExecution = z.output<typeof ReplayExecution>;

export const Replayed = z.looseObject({
  count: z.number(),
  results: z.array(z.looseObject({ id: z.string() })).optional(),
});
