import { duration, pluginOptions } from '@kestra-mcp/core';
import * as z from 'zod';

const target = {
  maxDuration: duration.describe('How long an execution may take, as an ISO 8601 duration: PT30M'),
  minSuccess: z.number().min(0).max(1).describe('Share of executions that must succeed: 0.95'),
};

/** The options in the configuration file: targets for all flows, and exceptions for individual flows. */
const Options = z.strictObject({
  maxDuration: target.maxDuration.default('PT1H'),
  minSuccess: target.minSuccess.default(0.95),
  flows: z
    .record(z.string(), z.strictObject({ ...target }).partial())
    .default({})
    .describe('Targets of individual flows, by namespace.flow_id'),
});

export class SlaOptions extends pluginOptions(Options) {}
