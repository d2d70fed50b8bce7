import { namespace, pluginOptions } from '@kestra-mcp/core';
import * as z from 'zod';

/** What the configuration file may set. */
export class TemplateNameOptions extends pluginOptions(
  z.strictObject({
    most: z.int().positive().default(100).describe('Most flows that a namespace should have.'),
  }),
) {}

/** Arguments are a strict object, and each is described: a model knows them by these words alone. */
export const CountTemplateName = z.strictObject({ namespace });
export type CountTemplateName = z.output<typeof CountTemplateName>;

export const TemplateNameResult = z.object({
  flows: z.int(),
  too_many: z.boolean().describe('More than a namespace should have'),
});
