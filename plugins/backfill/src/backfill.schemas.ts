import { flow_id, labelList, leftOut, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const BackfillExecutions = z.strictObject({
  namespace,
  flow_id,
  start: nonEmpty
    .optional()
    .describe('Date, date and time, or duration before end (ISO 8601), e.g. 2026-01-01 or P7D'),
  end: nonEmpty.optional().describe('Now when left out; a date is its midnight'),
  days: leftOut(z.int().min(0), 0).describe('Days until now, instead of start'),
  hours: leftOut(z.int().min(0), 0).describe('And hours'),
  minutes: leftOut(z.int().min(0), 0).describe('And minutes'),
  trigger_id: nonEmpty.optional().describe("Schedule; the flow's own when it has one only"),
  wait: z.boolean().optional().describe('Until all runs are started'),
  inputs: z.record(z.string(), z.unknown()).optional().describe('Inputs of the runs'),
  labels: labelList.optional(),
});
export type BackfillExecutions = z.output<typeof BackfillExecutions>;

export const StartedBackfill = z.looseObject({
  triggerId: z.string(),
  backfill: z.looseObject({}).optional(),
  runs: z.string().optional(),
});
