import { nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const ValidateFlow = z.strictObject({
  yaml_definition: nonEmpty.describe('One flow, or several separated by ---'),
  for_version: z.literal('2').optional().describe('Adds changes that Kestra 2.0 needs, with rewrites'),
});
export type ValidateFlow = z.output<typeof ValidateFlow>;

/** With warnings, deprecations and infos beside them where there are some, and changes where they are asked for. */
export const Validity = z.looseObject({
  valid: z.boolean(),
  violations: z.array(z.looseObject({ message: z.string(), line: z.number().optional() })),
});
