import { beginning } from '../../foundation/hidden.js';
import type { DeclaredInput } from './declared.js';
import { unsafeInteger } from './unsafe-integer.js';

/** A value as the text of its part, or what is wrong with it. */
export type Judged = { text: string } | { wrong: string };

const TRUE = new Set(['true', '1', 'yes', 'y', 'on', 't']);
const FALSE = new Set(['false', '0', 'no', 'n', 'off', 'f']);

/**
 * The text that Kestra reads as this value. Refuses only what Kestra would read as something else, or would refuse
 * without naming the input. Unknown types pass unchanged.
 */
export function inputText(value: unknown, input: DeclaredInput | undefined): Judged {
  const type = input?.type ?? '';
  // A FLOAT is never exact, and an INT cannot hold such a number in any form.
  const changed = type === 'FLOAT' || type === 'INT' ? beyond(value) : unsafeGiven(value);
  if (changed !== undefined) return { wrong: changed };
  if (type === 'BOOL' || type === 'BOOLEAN') return boolean(value);
  if (type === 'MULTISELECT' || type === 'ARRAY') return list(value);
  return { text: typeof value === 'string' ? value : JSON.stringify(value) };
}

function unsafeGiven(value: unknown): string | undefined {
  const changed = unsafeInteger(value);
  return changed === undefined ? undefined : `${changed}. Pass it as text`;
}

/** Kestra stores a FLOAT in 32 bits. A larger value becomes infinity. */
function beyond(value: unknown): string | undefined {
  if (typeof value !== 'number' || Number.isFinite(Math.fround(value))) return undefined;
  return `${Number.isFinite(value) ? value : 'The number'} is too large`;
}

/** Kestra treats everything except `true` as false. */
function boolean(value: unknown): Judged {
  const word = typeof value === 'object' ? undefined : String(value).trim().toLowerCase();
  if (word === '') return { text: '' };
  if (word !== undefined && TRUE.has(word)) return { text: 'true' };
  if (word !== undefined && FALSE.has(word)) return { text: 'false' };
  return { wrong: `${shown(value)} is neither true nor false` };
}

function list(value: unknown): Judged {
  if (typeof value !== 'string') {
    return Array.isArray(value)
      ? { text: JSON.stringify(value) }
      : { wrong: `${shown(value)} is not a list` };
  }
  return value.trim() === '' || isJsonList(value)
    ? { text: value }
    : { wrong: `${shown(value)} is not a list` };
}

function isJsonList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

/** A value as an error may quote it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${beginning(text, 60)}… (${text.length} characters)` : text;
}
