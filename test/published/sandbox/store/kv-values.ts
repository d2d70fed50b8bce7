import { duration } from '../engine/java-time.js';
import type { Json } from '../json.js';
import type { KvType } from './kv.js';

/** A value with the type that Kestra gives to it. */
export interface TypedValue {
  type: KvType;
  value: Json;
}

// Hours, minutes and seconds without a fraction, and days: any text of this form is a duration to Kestra.
const DURATION = /^P(?=[^T]|T.)(?:\d*D)?(?:T(?=.)(?:\d*H)?(?:\d*M)?(?:\d*S)?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The typed value of what a client wrote: Ion, which is JSON with dates and bare words. */
export function parseKv(text: string): TypedValue {
  const raw = text.trim();
  if (DATE.test(raw)) return { type: 'DATE', value: raw };
  if (MOMENT.test(raw)) return moment(raw);
  try {
    return typedValue(JSON.parse(raw));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // A bare word is a symbol to Kestra's parser, which stops at its end.
    return typedValue(/^[\w$]+/.exec(raw)?.[0] ?? raw);
  }
}

/** A value with its type; a text that reads as a duration is one, even between quotes. */
export function typedValue(value: Json): TypedValue {
  if (typeof value === 'string' && DURATION.test(value)) return { type: 'DURATION', value: duration(value) };
  return { type: kvType(value), value };
}

// With an offset it is no instant to Kestra, but a value like others.
function moment(raw: string): TypedValue {
  const utc = /(?:Z|[+-]00:00)$/.test(raw);
  return utc ? { type: 'DATETIME', value: raw.replace(/[+-]00:00$/, 'Z') } : { type: 'JSON', value: raw };
}

/** The type Kestra gives to a value; `null` is a text without value. */
export function kvType(value: Json): KvType {
  if (typeof value === 'string' || value === null) return 'STRING';
  if (typeof value === 'number') return 'NUMBER';
  return typeof value === 'boolean' ? 'BOOLEAN' : 'JSON';
}
