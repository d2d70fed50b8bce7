import { execution_id, flow_id, leftOut, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ShowFlow = z.strictObject({
  namespace,
  flow_id,
  revision: leftOut(z.int().min(0), 0).describe('Default: latest'),
  execution_id: execution_id.optional().describe('Adds the task states of this execution'),
});
export type ShowFlow = z.output<typeof ShowFlow>;

export const ShownFlow = z.looseObject({ mermaid: z.string() });
