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

/** What Kestra has, where that is not what was given, and why. */
export interface Stored {
  type: string;
  /** Where it is another one. */
  value?: unknown;
  note: string;
}

/** Texts that Kestra is known to take for a duration in quotes, too. */
const ALWAYS_DURATION = /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;
/** And those that it may take for one. */
const MAYBE_DURATION = /^[+-]?P(?=[^T]|T.)[\d.,+-]*D?(T[\d.,+-]+[HMS].*)?$/i;

const AS_DURATION = 'Kestra takes a text like this for a duration, in quotes or not.';
const AS_TEXT = 'With type STRING it stays text.';
const UNQUOTED = 'It is JSON, so Kestra takes its quotes away. With type STRING they stay.';

/** Writes a value; the answer tells what was stored when Kestra does not keep it as it was given. */
export async function setValue({ kv }: KestraClient, setting: Setting): Promise<{ stored?: Stored }> {
  const { namespace, key, value, type } = setting;
  refuseUnkept(value, type);
  await kv.set(namespace, key, literal(value, type), setting);
  if (typeof value !== 'string') return {};
  const bare = type === 'STRING' ? value : withoutQuotes(value);
  if (!MAYBE_DURATION.test(bare)) return type === 'STRING' ? {} : foreseen(value);
  return readBack(kv.get(namespace, key), value);
}

/** A text that is JSON itself goes as it is, and its quotes go. */
function withoutQuotes(text: string): string {
  const value: unknown = lookOf(text) === 'JSON' ? JSON.parse(text) : text;
  return typeof value === 'string' ? value : text;
}

/** It is stored, whatever becomes of the reading: then only what is known for certain is told. */
async function readBack(reading: Promise<KvValue>, given: string): Promise<{ stored?: Stored }> {
  const known = ALWAYS_DURATION.test(given) ? { type: 'DURATION', value: given } : undefined;
  const kept = await reading.catch(() => known);
  if (kept === undefined || (kept.type === 'STRING' && kept.value === given)) return {};
  const { type, value } = kept;
  return { stored: { type, ...(value !== given && { value }), note: AS_DURATION } };
}

/** Refuses what would be another value in the store, before it is written. */
function refuseUnkept(value: unknown, type: 'STRING' | undefined): void {
  const changed = unsafeInteger(value);
  if (changed !== undefined) {
    throw new InputError(`The argument "value" was not stored. ${changed}.`, {
      hint: 'Give the number, or the JSON it stands in, as text: "9007199254740993" is stored as a STRING.',
    });
  }
  if (type === 'STRING' && typeof value === 'string' && ALWAYS_DURATION.test(value)) {
    throw new InputError(`Kestra cannot keep the text "${value}" as a STRING. ${AS_DURATION}`, {
      hint: 'Nothing was stored. Leave out type to store the duration, or put the text into an object, e.g. {"text": "P5D"}.',
    });
  }
}

/** What a text becomes that is not stored as it is; a value is told only where it is another one. */
function foreseen(text: string): { stored?: Stored } {
  const look = lookOf(text);
  if (look === 'STRING') return {};
  if (look === 'JSON') return { stored: ofJson(JSON.parse(text)) };
  const utc = look === 'DATETIME' ? inUtc(text) : text;
  if (utc === text) return { stored: { type: look, note: AS_TEXT } };
  return { stored: { type: look, value: utc, note: `It is the same instant in UTC. ${AS_TEXT}` } };
}

function ofJson(value: unknown): Stored {
  if (typeof value === 'string') return { type: 'STRING', value, note: UNQUOTED };
  const types: Record<string, string> = { number: 'NUMBER', boolean: 'BOOLEAN' };
  return { type: types[typeof value] ?? 'JSON', note: AS_TEXT };
}
