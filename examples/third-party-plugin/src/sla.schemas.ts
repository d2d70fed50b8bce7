import { flow_id, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

const days = z.int().min(1).max(90).default(7).describe('Days to look back. Default: 7');

export const CheckSla = z.strictObject({ namespace, flow_id: flow_id.optional(), days });
export type CheckSla = z.output<typeof CheckSla>;

export const Target = z.object({
  max_duration: z.string(),
  min_success: z.number(),
});

export const FlowSla = z.object({
  namespace: z.string(),
  flow_id: z.string(),
  kept: z.boolean().describe('Whether the flow met its targets'),
  target: Target,
  runs: z.number().describe('Executions that have ended'),
  success: z.number().describe('Share of executions that succeeded'),
  slow: z
    .array(z.object({ id: z.string(), seconds: z.number() }))
    .describe('Executions that took too long, slowest first'),
});
export type FlowSla = z.output<typeof FlowSla>;

export const SlaReport = z.object({
  kept: z.boolean(),
  results: z.array(FlowSla).describe('One entry for each flow, broken targets first'),
});

export const ReviewSla = z.strictObject({
  namespace,
  days: z.coerce.number().default(7).describe('Days to look back. Default: 7'),
});
export type ReviewSla = z.output<typeof ReviewSla>;

export const ListStoppedTriggers = z.strictObject({ namespace });
export type ListStoppedTriggers = z.output<typeof ListStoppedTriggers>;

export const StoppedTriggers = z.object({
  triggers: z.array(z.object({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string() })),
});
