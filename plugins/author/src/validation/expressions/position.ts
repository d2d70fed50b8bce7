import { Scalar } from 'yaml';
import type { FlowDocument } from '../source/flow-document.js';
import type { Place } from '../source/source.js';

const ESCAPE = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n|[\s\S])/;
/** Escapes for blanks, which count as little as others do. */
const BLANK = /^\\(?:[ \tntrvf_NLPae]|\r?\n|x20|x09|x0[aAdD])/;

/** The place of a character of a scalar's value in the given text. */
export function placeInScalar(flow: FlowDocument, scalar: Scalar, index: number): Place {
  const offset = offsetOf(scalar, index, flow.part.text);
  return offset === undefined ? flow.place(scalar) : flow.placeAt(offset);
}

/**
 * Where the character of a scalar's value stands in its document. Blanks may have been folded and indents taken away, but
 * what is not blank is there in the same order, so it is counted.
 */
function offsetOf(scalar: Scalar, index: number, text: string): number | undefined {
  const { range, value } = scalar;
  if (!range || typeof value !== 'string') return undefined;
  let left = value.slice(0, index).replace(/\s/g, '').length;
  let at = contentStart(scalar, text);
  const isDouble = scalar.type === Scalar.QUOTE_DOUBLE;
  const isSingle = scalar.type === Scalar.QUOTE_SINGLE;
  while (at < range[1]) {
    const escaped = isDouble ? ESCAPE.exec(text.slice(at, at + 12))?.[0] : undefined;
    const isBlank = escaped ? BLANK.test(escaped) : /\s/.test(text[at] ?? '');
    if (!isBlank && left-- === 0) return at;
    at += escaped?.length ?? (isSingle && text.startsWith("''", at) ? 2 : 1);
  }
  return range[0];
}

/** Behind the quote, or behind the header line of a block. */
function contentStart({ range, type }: Scalar, text: string): number {
  const start = range?.[0] ?? 0;
  if (type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED) return text.indexOf('\n', start) + 1;
  return start + (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE ? 1 : 0);
}
