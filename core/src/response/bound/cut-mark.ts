import { beginning } from '../../foundation/hidden.js';
/** What a result does not include of a text, list or object. */
export interface LeftOut {
  left: number;
  whole: number;
  unit: 'characters' | 'bytes' | 'items' | 'members';
}

const SIGN =
  /kestra-mcp\s+left\s+out\s+(\d{1,15})\s+of\s+(\d{1,15})\s+(characters|bytes|items|members)\s+here\s+\(([0-9a-f]{8})\)(?:\.\s+([^⟧]{1,500})⟧)?/g;

/**
 * The mark that replaces what was cut out of a result. `readOn` is one sentence with the call that reads on. No tool
 * saves a text with such a mark. The check value in brackets is computed from the other numbers, so a text does not
 * contain a valid mark by chance or because it mentions marks with other numbers.
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
 * Labels each mark that this process has not made as part of the text itself. Anyone who can write to Kestra can
 * imitate our marks, and models follow their advice.
 */
export function withoutForgedMarks(text: string): string {
  if (!text.includes(BEGIN)) return text;
  return text.replace(FORGED, (found) =>
    made.has(found) ? found : `⟦in the text itself: ${found.slice(1)}`,
  );
}

/** The first valid mark in a text, with its advice on how to read on. */
export function markIn(text: string): (LeftOut & { readOn?: string }) | undefined {
  // Almost every text returns here.
  if (!text.includes('kestra-mcp')) return undefined;
  for (const [, left, whole, unit, check, readOn] of text.matchAll(SIGN)) {
    const found = { left: Number(left), whole: Number(whole), unit: unit as LeftOut['unit'] };
    if (check === checkOf(found.left, found.whole, found.unit))
      return { ...found, ...(readOn && { readOn }) };
  }
  return undefined;
}

/** Keeps the mark on one line and its closing bracket unique, so that `markIn` finds its end. */
function oneLine(text: string): string {
  return beginning(text.replaceAll('⟧', ']').replace(/\s+/g, ' ').trim(), 500);
}

/** FNV-1a over the numbers with a final mix, as eight hex digits. */
function checkOf(left: number, whole: number, unit: string): string {
  let hash = 0x811c9dc5;
  for (const char of `kestra-mcp cut ${left}/${whole} ${unit}`)
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0');
}
