import { duration, pluginOptions } from '@kestra-mcp/core';
import * as z from 'zod';

const target = {
  maxDuration: duration.describe('Longest run, as ISO 8601: PT30M'),
  minSuccess: z.number().min(0).max(1).describe('Share of runs that must succeed: 0.95'),
};

/** What the configuration file may set: targets for all flows, and others for some. */
const Options = z.strictObject({
  maxDuration: target.maxDuration.default('PT1H'),
  minSuccess: target.minSuccess.default(0.95),
  flows: z
    .record(z.string(), z.strictObject({ ...target }).partial())
    .default({})
    .describe('Targets of single flows, by namespace.flow_id'),
});

export class SlaOptions extends pluginOptions(Options) {}
