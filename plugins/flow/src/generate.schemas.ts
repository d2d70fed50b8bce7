import { leftOut, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

const user_prompt = nonEmpty.describe('What to build, in words');
const provider_id = leftOut(z.string(), '').describe('AI provider');
const auto_create = z.boolean().default(false).describe('Also save it in Kestra');
const yaml = leftOut(z.string(), '').describe('YAML to change');

export const GenerateFlow = z.strictObject({
  user_prompt,
  flow_yaml: yaml,
  namespace: leftOut(namespace, '').describe('Namespace of the flow'),
  provider_id,
  auto_create,
});
export type GenerateFlow = z.output<typeof GenerateFlow>;

export const GenerateDashboard = z.strictObject({
  user_prompt,
  dashboard_yaml: yaml,
  provider_id,
  auto_create,
});
export type GenerateDashboard = z.output<typeof GenerateDashboard>;

/** The YAML in `result`, or with `auto_create` what Kestra saved. */
export const Generated = z.looseObject({ result: z.string().optional(), id: z.string().optional() });
