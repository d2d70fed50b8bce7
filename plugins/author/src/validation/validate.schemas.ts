import { nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

export const ValidateFlow = z.strictObject({
  yaml_definition: nonEmpty.describe('One flow, or several separated by ---'),
  for_version: z.literal('2').optional().describe('Adds what Kestra 2.0 refuses, with rewrites'),
});
export type ValidateFlow = z.output<typeof ValidateFlow>;

const Found = z.array(z.looseObject({ message: z.string(), line: z.number().optional() }));

export const Validity = z.looseObject({
  valid: z.boolean(),
  violations: Found,
  changes: Found.optional().describe('For Kestra 2.0'),
});
