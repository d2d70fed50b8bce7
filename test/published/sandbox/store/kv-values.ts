import { duration } from '../engine/java-time.js';
import type { Json } from '../json.js';
import type { KvType } from './kv.js';

/** A value with the type that Kestra gives it. */
export interface TypedValue {
  type: KvType;
  value: Json;
}

// Kestra takes any text in this form as a duration: days, and hours, minutes and seconds without a fraction.
const DURATION = /^P(?=[^T]|T.)(?:\d*D)?(?:T(?=.)(?:\d*H)?(?:\d*M)?(?:\d*S)?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The typed value of what a client wrote in Ion, which is JSON with dates and bare words. */
export function parseKv(text: string): TypedValue {
  const raw = text.trim();
  if (DATE.test(raw)) return { type: 'DATE', value: raw };
  if (MOMENT.test(raw)) return moment(raw);
  try {
    return typedValue(JSON.parse(raw));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Kestra's parser reads a bare word as a symbol and stops at its end.
    return typedValue(/^[\w$]+/.exec(raw)?.[0] ?? raw);
  }
}

/** A value with its type. A text in the form of a duration is one, even in quotes. */
export function typedValue(value: Json): TypedValue {
  if (typeof value === 'string' && DURATION.test(value)) return { type: 'DURATION', value: duration(value) };
  return { type: kvType(value), value };
}

// Kestra does not take a date with an offset as an instant, but as an ordinary value.
function moment(raw: string): TypedValue {
  const utc = /(?:Z|[+-]00:00)$/.test(raw);
  return utc ? { type: 'DATETIME', value: raw.replace(/[+-]00:00$/, 'Z') } : { type: 'JSON', value: raw };
}

/** The type that Kestra gives a value. `null` is a text without a value. */
export function kvType(value: Json): KvType {
  if (typeof value === 'string' || value === null) return 'STRING';
  if (typeof value === 'number') return 'NUMBER';
  return typeof value === 'boolean' ? 'BOOLEAN' : 'JSON';
}
