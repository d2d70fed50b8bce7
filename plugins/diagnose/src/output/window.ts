import { seamFrom } from './seams.js';

/** Bytes of a file that are at hand. */
export interface Bytes {
  bytes: Uint8Array;
  /** Where in the file they begin. */
  from: number;
  /** Of the whole file. */
  size: number;
}

/** The text of a file from a byte on, as far as it was read. */
export interface Window {
  text: string;
  /** The byte where the text begins: the one asked for, or the next where a character begins. */
  offset: number;
  /** True where nothing of the file is behind it. */
  isEnd: boolean;
  /** True where the text begins at the beginning of a line. */
  isLine: boolean;
}

/** Bytes of a character at most. */
const WIDEST = 4;
const BOM = '\ufeff';

/** The text of a part of a file; undefined for what is not text in UTF-8. */
export function windowOf({ bytes, from, size }: Bytes, offset: number): Window | undefined {
  const first = characterFrom(bytes, offset - from, from);
  const isEnd = from + bytes.byteLength >= size;
  const before = decoded(bytes.subarray(characterFrom(bytes, 0, from), first), true);
  const text = decoded(bytes.subarray(first), isEnd);
  if (before === undefined || text === undefined) return undefined;
  const seam = seamFrom(before + text, before.length);
  const skipped = (before + text).slice(before.length, seam);
  const start = from + first + Buffer.byteLength(skipped);
  const rest = text.slice(skipped.length);
  const isLine = start === 0 || (skipped || before).endsWith('\n');
  if (start > 0 || !rest.startsWith(BOM)) return { text: rest, offset: start, isEnd, isLine };
  return { text: rest.slice(1), offset: Buffer.byteLength(BOM), isEnd, isLine };
}

/** Where the next character begins; at the beginning of a file one does, or it is no text. */
function characterFrom(bytes: Uint8Array, at: number, from: number): number {
  let first = at;
  while (from + first > 0 && first < at + WIDEST && isInside(bytes[first])) first += 1;
  return first;
}

function isInside(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Without the beginning of a character at its end where more of it would follow. */
function decoded(bytes: Uint8Array, isWhole: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  for (let end = bytes.byteLength; end >= 0 && end > bytes.byteLength - (isWhole ? 1 : WIDEST); end--) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end));
    } catch {
      // Perhaps only its last character is not whole.
    }
  }
  return undefined;
}
