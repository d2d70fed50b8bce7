import { duration, flow_id, leftOut, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

const label = z.union([z.string(), z.looseObject({ key: z.string(), value: z.unknown() })]);

export const BackfillExecutions = z.strictObject({
  namespace,
  flow_id,
  start: z
    .string()
    .min(1)
    .optional()
    .describe('ISO 8601 date, date and time, or duration before end, e.g. 2026-01-01 or P7D'),
  end: z.string().min(1).optional().describe('ISO 8601 date, or date and time; now when left out'),
  days: leftOut(z.int().min(0).max(36_500), 0).describe(
    'Instead of start: so many days, hours and minutes until now',
  ),
  hours: leftOut(z.int().min(0).max(876_000), 0),
  minutes: leftOut(z.int().min(0).max(52_560_000), 0),
  trigger_id: z.string().min(1).optional().describe("Schedule trigger; the flow's own when it has one only"),
  inputs: z.record(z.string(), z.unknown()).optional().describe('Inputs of the executions'),
  labels: z.array(label).optional().describe('Labels, e.g. ["team:data"]'),
});
export type BackfillExecutions = z.output<typeof BackfillExecutions>;
export const isDuration = (text: string) => duration.safeParse(text).success;

export const StartedBackfill = z.looseObject({
  namespace: z.string(),
  flowId: z.string(),
  triggerId: z.string(),
  backfill: z.looseObject({}).optional(),
});
