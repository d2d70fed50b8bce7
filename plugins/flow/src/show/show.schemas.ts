import { execution_id, flow_id, leftOut, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ShowFlow = z.strictObject({
  namespace,
  flow_id,
  revision: leftOut(z.int().min(0), 0).describe('Latest when left out'),
  execution_id: execution_id.optional().describe('With the states of this run'),
});
export type ShowFlow = z.output<typeof ShowFlow>;

export const ShownFlow = z.looseObject({ mermaid: z.string() });
