import { InputError, type KestraClient, type KvValue, unsafeInteger } from '@kestra-mcp/core';
import { inUtc, literal, lookOf } from './literal.js';

export interface Setting {
  namespace: string;
  key: string;
  value: unknown;
  type?: 'STRING' | undefined;
  ttl?: string | undefined;
  description?: string | undefined;
}

/** What Kestra stored if it differs from the given value, and why. */
export interface Stored {
  type: string;
  /** Only if it differs from the given value. */
  value?: unknown;
  note: string;
}

/** Texts that Kestra stores as a duration even in quotes. */
const ALWAYS_DURATION = /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;
/** Texts that Kestra may store as a duration. */
const MAYBE_DURATION = /^[+-]?P(?=[^T]|T.)[\d.,+-]*D?(T[\d.,+-]+[HMS].*)?$/i;

const AS_DURATION = 'Kestra stores text of this form as a duration, even in quotes.';
const AS_TEXT = 'To store it as text, set type to STRING.';
const UNQUOTED = 'The value is JSON text, so Kestra removes its quotes. To keep them, set type to STRING.';

/** Writes a value. The result tells what was stored if it differs from the given value. */
export async function setValue({ kv }: KestraClient, setting: Setting): Promise<{ stored?: Stored }> {
  const { namespace, key, value, type } = setting;
  refuseUnkept(value, type);
  await kv.set(namespace, key, literal(value, type), setting);
  if (typeof value !== 'string') return {};
  const bare = type === 'STRING' ? value : withoutQuotes(value);
  if (!MAYBE_DURATION.test(bare)) return type === 'STRING' ? {} : foreseen(value);
  return readBack(kv.get(namespace, key), value);
}

/** The text without its quotes if it is a JSON string. */
function withoutQuotes(text: string): string {
  const value: unknown = lookOf(text) === 'JSON' ? JSON.parse(text) : text;
  return typeof value === 'string' ? value : text;
}

/** Reads the stored value. If that fails, the result tells only what is certain: the value is stored already. */
async function readBack(reading: Promise<KvValue>, given: string): Promise<{ stored?: Stored }> {
  const known = ALWAYS_DURATION.test(given) ? { type: 'DURATION', value: given } : undefined;
  const kept = await reading.catch(() => known);
  if (kept === undefined || (kept.type === 'STRING' && kept.value === given)) return {};
  const { type, value } = kept;
  return { stored: { type, ...(value !== given && { value }), note: AS_DURATION } };
}

/** Refuses a value that Kestra would change, before it is written. */
function refuseUnkept(value: unknown, type: 'STRING' | undefined): void {
  const changed = unsafeInteger(value);
  if (changed !== undefined) {
    throw new InputError(`The argument "value" was not stored. ${changed}.`, {
      hint: 'Send the number, or the JSON that contains it, as text: "9007199254740993" is stored as a STRING.',
    });
  }
  if (type === 'STRING' && typeof value === 'string' && ALWAYS_DURATION.test(value)) {
    throw new InputError(`Kestra cannot store the text "${value}" as a STRING. ${AS_DURATION}`, {
      hint: 'Nothing was stored. Omit type to store the duration, or put the text in an object, e.g. {"text": "P5D"}.',
    });
  }
}

/** What Kestra stores for a text that gets another type. `value` is set only if it differs. */
function foreseen(text: string): { stored?: Stored } {
  const look = lookOf(text);
  if (look === 'STRING') return {};
  if (look === 'JSON') return { stored: ofJson(JSON.parse(text)) };
  const utc = look === 'DATETIME' ? inUtc(text) : text;
  if (utc === text) return { stored: { type: look, note: AS_TEXT } };
  return {
    stored: { type: look, value: utc, note: `The stored value is the same instant in UTC. ${AS_TEXT}` },
  };
}

function ofJson(value: unknown): Stored {
  if (typeof value === 'string') return { type: 'STRING', value, note: UNQUOTED };
  const types: Record<string, string> = { number: 'NUMBER', boolean: 'BOOLEAN' };
  return { type: types[typeof value] ?? 'JSON', note: AS_TEXT };
}
