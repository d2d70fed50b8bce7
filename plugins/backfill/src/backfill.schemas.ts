import { flow_id, labelList, leftOut, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const BackfillExecutions = z.strictObject({
  namespace,
  flow_id,
  start: nonEmpty
    .optional()
    .describe('ISO 8601 date, date-time or duration before end, e.g. 2026-01-01 or P7D'),
  end: nonEmpty.optional().describe('Default: now. A date means its midnight'),
  days: leftOut(z.int().min(0), 0).describe('Days before now, instead of start'),
  hours: leftOut(z.int().min(0), 0).describe('Added to days'),
  minutes: leftOut(z.int().min(0), 0).describe('Added to days'),
  trigger_id: nonEmpty.optional().describe("Schedule trigger. Default: the flow's only one"),
  wait: z.boolean().optional().describe('Wait until all have started'),
  inputs: z.record(z.string(), z.unknown()).optional().describe('Flow inputs'),
  labels: labelList.optional(),
});
export type BackfillExecutions = z.output<typeof BackfillExecutions>;

export const StartedBackfill = z.looseObject({
  triggerId: z.string(),
  backfill: z.looseObject({}).optional(),
  runs: z.string().optional(),
});
