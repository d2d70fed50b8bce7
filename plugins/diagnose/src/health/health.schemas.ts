import { duration, execution_id, flow_id, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const SummarizeHealth = z.strictObject({
  namespace: namespace.optional().describe('With its children. Default: all'),
  time_range: duration.default('P1D').describe('Period until now, e.g. PT6H or P7D'),
});
export type SummarizeHealth = z.output<typeof SummarizeHealth>;

export const Health = z.looseObject({
  executions: z.looseObject({ total: z.number() }),
  failing: z.array(z.unknown()),
  slowest: z.array(z.unknown()),
  missed_schedules: z.array(z.unknown()),
});

export const GetMetrics = z.strictObject({
  execution_id: execution_id.optional(),
  namespace: namespace.optional(),
  flow_id: flow_id.optional(),
  task_id: nonEmpty.optional().describe('Only this task'),
  name: nonEmpty.optional().describe('Only this metric'),
  time_range: duration.default('P30D').describe('Period for a flow'),
  aggregation: z.enum(['sum', 'avg', 'min', 'max']).default('sum'),
  offset: z.int().min(0).default(0).describe('From `next`'),
});
export type GetMetrics = z.output<typeof GetMetrics>;

export const Metrics = z.looseObject({
  results: z.array(z.unknown()).optional(),
  next: z.string().optional(),
});
