import { execution_id, flow_id, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const ListExpressions = z.strictObject({
  namespace: namespace.optional(),
  flow_id: flow_id.optional(),
  task_id: nonEmpty.max(200).optional().describe('Only what this task can use'),
});
export type ListExpressions = z.output<typeof ListExpressions>;

export const Expressions = z.looseObject({
  functions: z.array(z.string()).optional(),
  filters: z.array(z.string()).optional(),
  inputs: z.array(z.string()).optional(),
  outputs: z.array(z.string()).optional(),
});

export const RenderExpression = z.strictObject({
  expression: nonEmpty.max(20_000).describe('E.g. {{ outputs.a.value }}'),
  execution_id: execution_id.optional(),
  task_run_id: nonEmpty.max(200).optional().describe('Task run whose variables to use'),
  namespace: namespace.optional(),
  flow_id: flow_id.optional().describe('Instead of an execution, on Kestra 2'),
});
export type RenderExpression = z.output<typeof RenderExpression>;

export const Rendered = z.looseObject({
  rendered: z.boolean(),
  result: z.string().optional(),
  error: z.string().optional(),
});
