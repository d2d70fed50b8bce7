import { nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const ValidateFlow = z.strictObject({
  yaml_definition: nonEmpty.describe('One flow, or several separated by ---'),
  for_version: z.literal('2').optional().describe('Also report changes for an upgrade to 2.0'),
});
export type ValidateFlow = z.output<typeof ValidateFlow>;

/** May also have `warnings`, `deprecations` and `infos`, and `changes` with `for_version`. */
export const Validity = z.looseObject({
  valid: z.boolean(),
  violations: z.array(z.looseObject({ message: z.string(), line: z.number().optional() })),
});
