import { execution_id } from '@kestra-mcp/core';
import * as z from 'zod';

export const DiagnoseExecution = z.strictObject({ execution_id });
export type DiagnoseExecution = z.output<typeof DiagnoseExecution>;

/** `cause` comes first, so that a client that shows one line shows the cause. */
export const Diagnosis = z.looseObject({
  cause: z.string(),
  state: z.string(),
  next: z
    .array(z.looseObject({ tool: z.string(), arguments: z.looseObject({}), why: z.string() }))
    .optional(),
});
