import { seamFrom } from './seams.js';

/** A part of a file as bytes. */
export interface Bytes {
  bytes: Uint8Array;
  /** The offset in the file where they begin. */
  from: number;
  /** The size of the whole file. */
  size: number;
}

/** The text of a file from an offset, as far as it was read. */
export interface Window {
  text: string;
  /** The offset where the text begins: the requested one, or the next that begins a character. */
  offset: number;
  /** Whether the text reaches the end of the file. */
  isEnd: boolean;
  /** Whether the text begins at the beginning of a line. */
  isLine: boolean;
}

/** Most bytes of a character. */
const WIDEST = 4;
const BOM = '\ufeff';

/** The text of a part of a file; undefined if it is not UTF-8 text. */
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

/** The index where the next character begins. At the beginning of a file this is 0, or the file is not text. */
function characterFrom(bytes: Uint8Array, at: number, from: number): number {
  let first = at;
  while (from + first > 0 && first < at + WIDEST && isInside(bytes[first])) first += 1;
  return first;
}

function isInside(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Decodes bytes, without an incomplete character at the end unless this is the whole rest. */
function decoded(bytes: Uint8Array, isWhole: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  for (let end = bytes.byteLength; end >= 0 && end > bytes.byteLength - (isWhole ? 1 : WIDEST); end--) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end));
    } catch {
      // Perhaps only the last character is incomplete.
    }
  }
  return undefined;
}
