import type * as z from 'zod';
import type { Constructor } from './metadata.js';

const OPTIONS = Symbol.for('kestra-mcp.options');

/** A class whose instance contains the plugin's validated options. */
export interface OptionsClass<Schema extends z.ZodObject> {
  new (values: z.output<Schema>): z.output<Schema>;
  readonly [OPTIONS]: Schema;
}

/** Any such class. */
export type SomeOptionsClass = Constructor & { readonly [OPTIONS]: z.ZodObject };

/**
 * Creates a class for a plugin's options that constructors can ask for: `class SlaOptions extends
 * pluginOptions(z.strictObject({ … })) {}`. Name it in `definePlugin({ options: SlaOptions })`.
 */
export function pluginOptions<Schema extends z.ZodObject>(schema: Schema): OptionsClass<Schema> {
  class Options {
    static readonly [OPTIONS] = schema;

    constructor(values: object) {
      Object.assign(this, values);
    }
  }
  return Options as unknown as OptionsClass<Schema>;
}

/** The schema of options given as a class or a schema. Checks for capabilities, because zod may be another copy. */
export function optionsSchema(options: SomeOptionsClass | z.ZodObject | undefined): z.ZodObject | undefined {
  if (options === undefined) return undefined;
  return OPTIONS in options ? options[OPTIONS] : options;
}

/** The class of the options, if they were given as a class. */
export function optionsClass(
  options: SomeOptionsClass | z.ZodObject | undefined,
): SomeOptionsClass | undefined {
  return options !== undefined && OPTIONS in options ? options : undefined;
}
