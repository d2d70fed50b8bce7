import * as z from 'zod';
import { type Edge, MOMENT_FORM, momentOf } from '../../foundation/time/moment.js';

/**
 * A string of a certain form. The form is checked but not listed: an example in the description helps a model more than
 * a regular expression, and keeps the list short.
 */
const text = (form: RegExp, message: string) => z.string().refine((value) => form.test(value), message);

/**
 * Arguments that mean the same in every tool, with one pattern and one description. The patterns allow nothing that
 * could change the structure of a URL.
 */
const id = (description: string, maximum: number) =>
  text(
    new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,${maximum - 1}}$`),
    `must be 1 to ${maximum} letters, digits, dots, hyphens and underscores, starting with a letter or digit`,
  ).describe(description);

/** A search text of 1 to 500 characters. It becomes part of a URL. */
export const searchText = text(/^[\s\S]{1,500}$/, 'must have 1 to 500 characters');

/** Any text that is not empty. */
export const nonEmpty = text(/./s, 'must not be empty');

/** A namespace, such as `company.team`. */
export const namespace = id('E.g. company.team', 150);

/** The id of a flow in its namespace. */
export const flow_id = id('Flow id', 100);

/** The id of an execution. */
export const execution_id = id('Execution id', 100);

/** A key of the KV store. */
export const key = id('Key', 255);

const moment = (edge: Edge) =>
  z
    .string()
    .refine((value) => momentOf(value, edge) !== undefined, `must be ${MOMENT_FORM}`)
    .overwrite((value) => momentOf(value, edge) ?? value);

/**
 * A date, or a date and time, such as `2026-01-31`, `2026-01-31 08:00` or `2026-01-31T08:00+0200`. The value is ISO
 * 8601 with an offset, as Kestra expects it: a date alone is its first moment, a time without an offset is UTC.
 */
export const datetime = moment('start');

/** The same for the end of a period: a date alone is the last moment of that day. */
export const end_datetime = moment('end');

const DURATION = /^P(?=\d|T\d)(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const UNEVEN = /^P(\d+[WD])*\d+[YM]/;

/**
 * An ISO 8601 duration, such as `P7D`, `P2W` or `PT1H30M`. Weeks become days, because Java does not combine them with
 * other units.
 */
export const duration = z
  .string()
  .refine((value) => DURATION.test(value), {
    error: ({ input }) =>
      UNEVEN.test(String(input))
        ? 'months and years have no fixed length. Use weeks, days or hours, e.g. P30D'
        : 'must be an ISO 8601 duration, e.g. P7D or PT1H30M',
  })
  .overwrite((value) =>
    value.replace(/^P(\d+)W(?:(\d+)D)?/, (_, weeks, days = 0) => `P${BigInt(weeks) * 7n + BigInt(days)}D`),
  );

/** Labels as a flat map. Kestra stores every value as text. */
export const labels = z
  .record(z.string().min(1), z.union([z.string(), z.number(), z.boolean()]).meta({ type: 'string' }))
  .describe('Labels, e.g. {"team": "data"}');

/**
 * An optional argument with a value that callers may send for "left out", besides `null`. Both are removed before the
 * schema validates the arguments.
 */
export function leftOut<T extends z.ZodType>(schema: T, blank: z.input<T> | '' | 0 | null): z.ZodOptional<T> {
  return schema.optional().meta({ default: blank });
}
