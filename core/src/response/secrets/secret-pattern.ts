import { escapedStarts } from './escaped-starts.js';
import { type Form, form } from './finder.js';

/** From this length on, a secret is also found in encodings. Encodings of shorter ones occur by chance. */
const SHORTEST_ENCODED = 8;
/** A longer secret is searched for in pieces, so parts of it are found as well. */
const LONGEST_PIECE = 128;

/** The parts of a secret to search for separately: the lines of a key, and the pieces of a very long text. */
export function piecesOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const telling = lines.filter((line) => line.length >= SHORTEST_ENCODED && !line.startsWith('-----'));
  const texts = lines.length > 1 && telling.length > 0 ? telling : [secret];
  return texts.flatMap((text) => {
    const characters = [...text];
    const count = Math.ceil(characters.length / LONGEST_PIECE);
    const size = Math.ceil(characters.length / Math.max(count, 1));
    return Array.from({ length: count }, (_, n) => characters.slice(n * size, (n + 1) * size).join(''));
  });
}

/** The forms of a secret: unchanged, with escaped characters, in base64 and in hex. */
export function formsOf(secret: string): Form[] {
  const escaped = form(escapedStarts(secret), () => [...secret].map(character).join(''));
  if (secret.length < SHORTEST_ENCODED) return [escaped];
  const bytes = Buffer.from(secret);
  const [one = '', two = ''] = bytes.toString('hex');
  const starts = [one, one.toUpperCase()].flatMap((first) => [first + two, first + two.toUpperCase()]);
  const hex = form(starts, () => [...bytes].map(hexPair).join(''));
  return [escaped, ...[0, 1, 2].map((shift) => base64(bytes, shift)), hex];
}

/**
 * A character in all notations of text, JSON, URLs, forms and HTML. They may be mixed, because often only some
 * characters are escaped.
 */
function character(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const percent = [...Buffer.from(char)].map((byte) => `%(?:25){0,2}${hexPair(byte)}`).join('');
  const units = Array.from({ length: char.length }, (_, n) => char.charCodeAt(n));
  const json = units.map((unit) => `\\\\{1,4}u${[unit >> 8, unit & 255].map(hexPair).join('')}`).join('');
  const html = `&(?:amp;){0,2}#(?:0{0,4}${code}|[xX]0{0,4}${code.toString(16).replace(/[a-f]/g, either)});`;
  return `(?:${[...(SPECIAL[char] ?? [quoted(char)]), percent, json, html].join('|')})`;
}

/** Characters with a notation of their own. */
const SPECIAL: Readonly<Record<string, string[]>> = {
  '"': ['\\\\{0,7}"', '&(?:amp;){0,2}quot;'],
  // YAML doubles it, and a shell interrupts the text for it.
  "'": ["'\\\\{1,4}''", "''", "\\\\{0,7}'", '&(?:amp;){0,2}apos;'],
  '\\': ['\\\\{1,8}'],
  '/': ['\\\\{0,4}/'],
  '&': ['&(?:amp;){0,3}'],
  '<': ['&(?:amp;){0,2}lt;', '<'],
  '>': ['&(?:amp;){0,2}gt;', '>'],
  ' ': [' ', '\\+'],
  '\n': ['\\r?\\n', '\\\\{1,4}n'],
  '\t': ['\\t', '\\\\{1,4}t'],
};

/**
 * The base64 of a secret inside the base64 of a longer text, in which `shift` bytes (modulo 3) precede it. Matches the
 * characters that depend only on the secret, in both alphabets, and the padding.
 */
function base64(bytes: Uint8Array, shift: number): Form {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  const bits = (shift + bytes.length) * 8;
  const begin = Math.ceil((shift * 8) / 6);
  const own = [...text.slice(begin, Math.floor(bits / 6))];
  const firsts = SIGNS[own[0] ?? '']?.leads ?? own[0] ?? '';
  const seconds = `${SIGNS[own[1] ?? '']?.leads ?? own[1]}\r\n\\`;
  const pairs = [...firsts].flatMap((first) => [...seconds].map((second) => first + second));
  return form(own[0] !== undefined && own[0] in SIGNS ? [...pairs, '%2', '\\/'] : pairs, () => {
    // Long base64 is broken into lines after groups of four.
    const core = own.map(
      (char, n) => (n > 0 && (n + begin) % 4 === 0 ? LINE_END : '') + (SIGNS[char]?.source ?? char),
    );
    return `${core.join('')}${bits % 6 === 0 ? '' : '[A-Za-z0-9+/_-]?'}(?:=|%3[dD]){0,2}`;
  });
}

const LINE_END = '(?:\\r?\\n|(?:\\\\{1,2}r)?\\\\{1,2}n)?';
const SIGNS: Readonly<Record<string, { source: string; leads: string }>> = {
  '+': { source: '(?:[+-]|%2[bB])', leads: '+-%' },
  '/': { source: '(?:\\\\?/|_|%2[fF])', leads: '/_%\\' },
};

function hexPair(byte: number): string {
  return byte.toString(16).padStart(2, '0').replace(/[a-f]/g, either);
}

function either(letter: string): string {
  return `[${letter}${letter.toUpperCase()}]`;
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
