import { type Form, finder } from './secrets/finder.js';
import { formsOf, piecesOf } from './secrets/secret-pattern.js';

/** Stands where a secret was. No text of a user's looks like it, so that one that has it is known to be ours. */
export const MASK = '***masked by kestra-mcp***';
/** Shorter texts occur by chance; masking them would spoil every sentence. */
const SHORTEST = 4;

/** True for a text in which something was masked: saved, it would put the mask in the place of what Kestra has. */
export function carriesMask(text: string): boolean {
  return text.includes(MASK);
}

/** Stays, though passwords of Kestra have been `kestra`: commands that one copies have it. */
const NAME = 'kestra-mcp';

export type Redact = (text: string) => string;

/** Replaces secrets, as they are and in the encodings that texts have, in a text that leaves the process. */
export function redactor(secrets: readonly string[]): Redact {
  const pieces = secrets.filter((secret) => secret.length >= SHORTEST).flatMap(piecesOf);
  if (pieces.length === 0) return (text) => text;
  // Longest first, so that no part of a longer one is left over; masks before all, so that none is masked again.
  const unique = [...new Set([...pieces, NAME])].sort((a, b) => b.length - a.length);
  const isSecret = pieces.includes(NAME);
  let find: Redact | undefined;
  return (text) => {
    find ??= finder([MASKS, ...unique.flatMap(formsOf)], (found) =>
      found === NAME && !isSecret ? found : MASK,
    );
    const masked = find(text);
    return masked === text ? text : masked.replace(SEVERAL, MASK);
  };
}

function patternOfMask(): string {
  return MASK.replaceAll('*', '\\*');
}

const MASKS: Form = { source: patternOfMask(), starts: ['**'] };

/** The pieces of one long secret. */
const SEVERAL = new RegExp(`(?:${patternOfMask()}){2,}`, 'g');

/** Shorter numbers occur by chance, and a number that is a text instead is not what a tool has promised. */
const SHORTEST_NUMBER = 12;

/**
 * A JSON value with its texts masked, names of members too; the same object where there is nothing to mask. Texts, never
 * the JSON itself: there a number that has a secret's digits within would no longer be one.
 */
export function maskedValue(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number') {
    const text = String(value);
    return text.length >= SHORTEST_NUMBER && redact(text) === MASK ? MASK : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => maskedValue(item, redact));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const members = Object.entries(value);
  const masked = members.map(([key, member]) => [redact(key), maskedValue(member, redact)] as const);
  const isSame = masked.every(([key, member], n) => key === members[n]?.[0] && member === members[n]?.[1]);
  return isSame ? value : Object.fromEntries(masked);
}

/** Bytes with secrets masked: of a text, or of what is none. The same ones where there is nothing to mask. */
export function maskedBytes(bytes: Uint8Array, redact: Redact): Uint8Array {
  for (const encoding of ['utf8', 'latin1'] as const) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const text = buffer.toString(encoding);
    if (encoding === 'utf8' && !Buffer.from(text).equals(buffer)) continue;
    const masked = redact(text);
    return masked === text ? bytes : Buffer.from(masked, encoding);
  }
  return bytes;
}
