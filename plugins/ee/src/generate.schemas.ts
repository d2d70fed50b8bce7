import { leftOut } from '@kestra-mcp/core';
import * as z from 'zod';

/** Arguments that generate_app and generate_test share. */
export const generation = {
  user_prompt: z.string().min(1).describe('What to build, in words'),
  provider_id: leftOut(z.string(), '').describe('AI provider'),
  auto_create: z.boolean().default(false).describe('Also save it in Kestra'),
};
export const yamlToChange = leftOut(z.string(), '').describe('YAML to change');
