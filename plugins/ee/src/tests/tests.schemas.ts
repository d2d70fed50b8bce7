import { type Actions, flow_id, namespace } from '@kestra-mcp/core';
import * as z from 'zod';
import { generation, yamlToChange } from '../generate.schemas.js';

export const ManageTests = z.strictObject({
  action: z.enum(['create', 'run', 'delete']),
  yaml_source: z.string().min(1).optional().describe('YAML of the whole test suite'),
  namespace: namespace.optional(),
  id_: flow_id.optional().describe('test suite id'),
});
export const testActions = {
  create: {
    effect: 'write',
    does: 'create it from YAML (updates one of the same namespace and id)',
    requires: ['yaml_source'],
  },
  run: {
    effect: 'write',
    does: 'run all its test cases and get their results',
    requires: ['namespace', 'id_'],
  },
  delete: { effect: 'destructive', does: 'delete it', requires: ['namespace', 'id_'] },
} as const satisfies Actions<typeof ManageTests>;
export const ManagedTests = z.looseObject({
  id: z.string(),
  state: z.string().optional().describe('SUCCESS, FAILED, ERROR or SKIPPED'),
  url: z.string().optional().describe('Page in the Kestra UI'),
  results: z
    .array(z.looseObject({ testId: z.string(), state: z.string() }))
    .optional()
    .describe('Results by test case'),
  source: z.string().optional(),
  status: z.string().optional(),
});

export const GenerateTest = z.strictObject({
  user_prompt: generation.user_prompt,
  test_yaml: yamlToChange,
  provider_id: generation.provider_id,
  auto_create: generation.auto_create,
});
export type GenerateTest = z.output<typeof GenerateTest>;
/** The YAML in `result`, or with `auto_create` what Kestra saved. */
export const GeneratedTest = z.looseObject({ result: z.string().optional(), id: z.string().optional() });
