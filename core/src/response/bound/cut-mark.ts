import { beginning } from '../../foundation/hidden.js';
/** How much of a text, list or object is missing from a result. */
export interface LeftOut {
  left: number;
  whole: number;
  unit: 'characters' | 'bytes' | 'items' | 'members';
}

const SIGN =
  /kestra-mcp\s+left\s+out\s+(\d{1,15})\s+of\s+(\d{1,15})\s+(characters|bytes|items|members)\s+here\s+\(([0-9a-f]{8})\)(?:\.\s+([^⟧]{1,500})⟧)?/g;

/**
 * Returns the mark that replaces what was cut from a result. `readOn` is one sentence: the call that reads the rest.
 * Tools refuse to save a text that contains a mark. The digits in parentheses are a checksum of the numbers, so a text
 * does not contain a valid mark by chance.
 */
export function cutMark({ left, whole, unit }: LeftOut, readOn = ''): string {
  const next = readOn === '' ? '' : `. ${oneLine(readOn)}`;
  return noted(
    `⟦kestra-mcp left out ${left} of ${whole} ${unit} here (${checkOf(left, whole, unit)})${next}⟧`,
  );
}

/** Marks that this process has created, newest last. */
const made = new Set<string>();
const MOST_MADE = 2_000;

function noted(mark: string): string {
  made.delete(mark);
  made.add(mark);
  const [oldest = mark] = made;
  if (made.size > MOST_MADE) made.delete(oldest);
  return mark;
}

const BEGIN = '⟦kestra-mcp';
const FORGED = /⟦(?=kestra-mcp)[^⟧]{0,1000}⟧?/g;

/**
 * Labels marks in a text that this process did not create as part of the text. Anyone who can write to Kestra could
 * imitate a mark, and models read the text in a mark as the server's advice.
 */
export function withoutForgedMarks(text: string): string {
  if (!text.includes(BEGIN)) return text;
  return text.replace(FORGED, (found) =>
    made.has(found) ? found : `⟦in the text itself: ${found.slice(1)}`,
  );
}

/** The first mark in a text, with its advice on how to read the rest. */
export function markIn(text: string): (LeftOut & { readOn?: string }) | undefined {
  // Almost no text contains a mark.
  if (!text.includes('kestra-mcp')) return undefined;
  for (const [, left, whole, unit, check, readOn] of text.matchAll(SIGN)) {
    const found = { left: Number(left), whole: Number(whole), unit: unit as LeftOut['unit'] };
    if (check === checkOf(found.left, found.whole, found.unit))
      return { ...found, ...(readOn && { readOn }) };
  }
  return undefined;
}

/** A mark has an end that is found again. */
function oneLine(text: string): string {
  return beginning(text.replaceAll('⟧', ']').replace(/\s+/g, ' ').trim(), 500);
}

/** FNV-1a over the figures, mixed once more: eight digits. */
function checkOf(left: number, whole: number, unit: string): string {
  let hash = 0x811c9dc5;
  for (const char of `kestra-mcp cut ${left}/${whole} ${unit}`)
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0');
}
