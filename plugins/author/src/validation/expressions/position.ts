import { Scalar } from 'yaml';
import type { FlowDocument } from '../source/flow-document.js';
import type { Place } from '../source/source.js';

const ESCAPE = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n|[\s\S])/;
/** Escapes for whitespace, which is not counted. */
const BLANK = /^\\(?:[ \tntrvf_LP]|\r?\n|x20|x09|x0[aAdD])/;

/** Finds the place of a character of a scalar's value. The scalar is read once, at the first call. */
export function placesIn(flow: FlowDocument, scalar: Scalar): (index: number) => Place {
  const value = String(scalar.value);
  let offsets: number[] | undefined;
  let [counted, until] = [0, 0];
  return (index) => {
    offsets ??= offsetsOf(scalar, flow.part.text);
    // Calls usually come in the order of the text.
    if (index < until) [counted, until] = [0, 0];
    counted += value.slice(until, index).replace(/\s/g, '').length;
    until = index;
    const offset = offsets[counted];
    return offset === undefined ? flow.place(scalar) : flow.placeAt(offset);
  };
}

/**
 * The offsets in the document of the characters of a scalar's value, without whitespace. Lines may be folded and
 * indentation removed, but the other characters keep their order.
 */
function offsetsOf(scalar: Scalar, text: string): number[] {
  const end = scalar.range?.[1] ?? 0;
  const offsets: number[] = [];
  const isDouble = scalar.type === Scalar.QUOTE_DOUBLE;
  const isSingle = scalar.type === Scalar.QUOTE_SINGLE;
  for (let at = contentStart(scalar, text); at < end; ) {
    const sign = text[at] ?? '';
    const escaped = isDouble && sign === '\\' ? ESCAPE.exec(text.slice(at, at + 12))?.[0] : undefined;
    const isBlank = escaped ? BLANK.test(escaped) : /\s/.test(sign);
    if (!isBlank) offsets.push(at);
    at += escaped?.length ?? (isSingle && text.startsWith("''", at) ? 2 : 1);
  }
  return offsets;
}

/** The index after the quote, or after the header line of a block. */
function contentStart({ range, type }: Scalar, text: string): number {
  const start = range?.[0] ?? 0;
  if (type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED) return text.indexOf('\n', start) + 1;
  return start + (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE ? 1 : 0);
}
