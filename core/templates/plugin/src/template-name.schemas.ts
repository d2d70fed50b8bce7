import { namespace, pluginOptions } from '@kestra-mcp/core';
import * as z from 'zod';

/** The options that users set in the configuration file. */
export class TemplateNameOptions extends pluginOptions(
  z.strictObject({
    most: z.int().positive().default(100).describe('The most flows that a namespace should have.'),
  }),
) {}

/** Arguments are a strict object. Describe each one: the description is all that a model knows about it. */
export const CountTemplateName = z.strictObject({ namespace });
export type CountTemplateName = z.output<typeof CountTemplateName>;

export const TemplateNameResult = z.object({
  flows: z.int(),
  too_many: z.boolean().describe('Whether the namespace has more flows than it should'),
});
