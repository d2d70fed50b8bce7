import { type Form, finder } from './secrets/finder.js';
import { formsOf, piecesOf } from './secrets/secret-pattern.js';

/** Replaces a secret. No user's text looks like it, so a text that contains it comes from this server. */
export const MASK = '***masked by kestra-mcp***';
/** Shorter texts occur by chance, and masking them would spoil every sentence. */
const SHORTEST = 4;

/** True if something in the text was masked. If it were saved, the mask would replace the real value in Kestra. */
export function carriesMask(text: string): boolean {
  return text.includes(MASK);
}

/** Never masked, although `kestra` has been a password of Kestra: commands to copy contain this name. */
const NAME = 'kestra-mcp';

export type Redact = (text: string) => string;

/** Masks secrets in a text that leaves the process, as they are and in the encodings that texts use. */
export function redactor(secrets: readonly string[]): Redact {
  const pieces = secrets.filter((secret) => secret.length >= SHORTEST).flatMap(piecesOf);
  if (pieces.length === 0) return (text) => text;
  // Longest first, so that no part of a longer secret remains. Existing masks come first, so that none is masked again.
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

/** Consecutive masks, which come from the pieces of one long secret. */
const SEVERAL = new RegExp(`(?:${patternOfMask()}){2,}`, 'g');

/** Shorter numbers occur by chance, and a tool that promises a number should not return a text. */
const SHORTEST_NUMBER = 12;

/**
 * A JSON value with its texts and the names of its members masked. Returns the same object if there is nothing to mask.
 * Works on texts, not on the JSON: there, masking a number that contains the digits of a secret would break it.
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

/** Bytes with secrets masked, whether they are text or not. Returns the same bytes if there is nothing to mask. */
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
