import type { DeclaredInput } from './declared.js';
import { unsafeInteger } from './unsafe-integer.js';

/** A value as the text of its part, or what is wrong with it. */
export type Judged = { text: string } | { wrong: string };

const TRUE = new Set(['true', '1', 'yes', 'y', 'on', 't']);
const FALSE = new Set(['false', '0', 'no', 'n', 'off', 'f']);

/**
 * The text that Kestra reads as the value. Refused is only what Kestra would read as something else, or refuse with
 * words that do not name the input; types that are not known here pass as they are.
 */
export function inputText(value: unknown, input: DeclaredInput | undefined): Judged {
  const type = input?.type ?? '';
  // A FLOAT is never exact.
  const changed = type === 'FLOAT' ? undefined : unsafeInteger(value);
  if (changed !== undefined) return { wrong: `${changed}. Give it as text` };
  if (type === 'BOOL' || type === 'BOOLEAN') return boolean(value);
  if (type === 'MULTISELECT' || type === 'ARRAY') return list(value);
  return { text: typeof value === 'string' ? value : JSON.stringify(value) };
}

/** Kestra takes all that is not `true` for false. */
function boolean(value: unknown): Judged {
  const word = String(value).trim().toLowerCase();
  if (word === '') return { text: '' };
  if (typeof value !== 'object' && TRUE.has(word)) return { text: 'true' };
  if (typeof value !== 'object' && FALSE.has(word)) return { text: 'false' };
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
  return text.length > 80 ? `${text.slice(0, 60)}… (${text.length} characters)` : text;
}
