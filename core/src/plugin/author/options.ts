import type * as z from 'zod';
import type { Constructor } from './metadata.js';

const OPTIONS = Symbol.for('kestra-mcp.options');

/** A class whose instance is the plugin's validated options. */
export interface OptionsClass<Schema extends z.ZodObject> {
  new (values: z.output<Schema>): z.output<Schema>;
  readonly [OPTIONS]: Schema;
}

/** Any such class. */
export type SomeOptionsClass = Constructor & { readonly [OPTIONS]: z.ZodObject };

/**
 * Options of a plugin as a class that constructors can ask for:
 * `class SlaOptions extends pluginOptions(z.strictObject({ … })) {}`, named in `definePlugin({ options: SlaOptions })`.
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

/** The schema of options that were given as a class or as the schema itself; by what it can do, as zod may be another copy. */
export function optionsSchema(options: SomeOptionsClass | z.ZodObject | undefined): z.ZodObject | undefined {
  if (options === undefined) return undefined;
  return OPTIONS in options ? options[OPTIONS] : options;
}

/** The class of options, if they were given as one. */
export function optionsClass(
  options: SomeOptionsClass | z.ZodObject | undefined,
): SomeOptionsClass | undefined {
  return options !== undefined && OPTIONS in options ? options : undefined;
}
