import * as z from 'zod';

/**
 * Text of a form. The form is checked but not listed: a model is better served by an example in the description than
 * by a regular expression, and the list is shorter.
 */
const text = (form: RegExp, message: string) => z.string().refine((value) => form.test(value), message);

/**
 * Parameters that mean the same in every tool: one pattern, one description. A pattern admits nothing that could
 * leave its place in a URL.
 */
const id = (description: string, maximum: number) =>
  text(
    new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,${maximum - 1}}$`),
    `must be 1 to ${maximum} letters, digits, dots, hyphens and underscores, starting with a letter or digit`,
  ).describe(description);

/** Words to search for: they go into a URL. */
export const searchText = text(/^[\s\S]{1,500}$/, 'must have 1 to 500 characters');

/** Any text but the empty one. */
export const nonEmpty = text(/./s, 'must not be empty');

/** A namespace, such as `company.team`. */
export const namespace = id('Namespace, e.g. company.team', 150);

/** The id of a flow within its namespace. */
export const flow_id = id('Flow id', 100);

/** The id of an execution. */
export const execution_id = id('Execution id', 100);

/** A key of the KV store. */
export const key = id('Key', 255);

/** An ISO 8601 date and time with offset, such as `2026-01-31T12:00:00Z`. */
export const datetime = text(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/,
  'must be an ISO 8601 date and time with offset, e.g. 2026-01-31T12:00:00Z',
  // Java wants the colon.
).overwrite((value) => value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));

/** An ISO 8601 duration, such as `P7D` or `PT1H30M`. */
export const duration = text(
  /^P(?=\d|T\d)(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
  'must be an ISO 8601 duration, e.g. P7D or PT1H30M',
);

/** Labels as a flat map; Kestra stores every value as text. */
export const labels = z
  .record(z.string().min(1), z.union([z.string(), z.number(), z.boolean()]))
  .describe('Labels, e.g. {"team": "data"}');

/**
 * An optional parameter with the value that callers may send for "left out", beside `null`: the host takes both away
 * before the schema sees them.
 */
export function leftOut<T extends z.ZodType>(schema: T, blank: z.input<T> | '' | 0 | null): z.ZodOptional<T> {
  return schema.optional().meta({ default: blank });
}
