import { execution_id, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

/** No name or URI of a file is longer. Longer ones are refused without a request to Kestra. */
const LONGEST_NAME = 4_000;
const name = nonEmpty.refine(
  ({ length }) => length <= LONGEST_NAME,
  `must have at most ${LONGEST_NAME} characters`,
);

export const GetExecutionOutput = z.strictObject({
  execution_id,
  task_run_id: nonEmpty.optional().describe('Only this task run'),
  name: name.optional().describe('E.g. rows.0.uri, taskId.uri or kestra:///…'),
  offset: z.int().min(0).default(0).describe('From `next`'),
  limit: z.int().min(1).max(1000).default(100).describe('Max rows to read'),
});
export type GetExecutionOutput = z.output<typeof GetExecutionOutput>;

export const ExecutionOutput = z.looseObject({
  type: z.string().optional(),
  value: z.unknown().optional(),
  rows: z.array(z.unknown()).optional(),
  next: z.string().optional(),
});
