import { InputError, jsonChars, rowsFrom, textPart } from '@kestra-mcp/core';
import { kindOf, SEALED, withoutSealed } from './kinds.js';

/** Characters reserved for the rest of the result. */
const MARGIN = 1_000;

export interface Wanted {
  name: string;
  offset: number;
  limit: number;
  answerChars: number;
}

/** A value that is not a file: the whole value, the items of a long list from an offset, or a part of its text. */
export function tellValue(given: unknown, { name, offset, limit, answerChars }: Wanted) {
  const { type, size } = kindOf(given);
  const room = answerChars - MARGIN - jsonChars(name);
  if (type === 'encrypted') return { name, type, value: SEALED };
  const value = withoutSealed(given);
  if (Array.isArray(value)) refuseBeyond(offset, value.length, 'items');
  if (Array.isArray(value) && (offset > 0 || value.length > limit || jsonChars(value) > room)) {
    const { results, next } = rowsFrom(value, { offset, most: limit, room });
    // An item that is longer than a result is read by its own name.
    const isLong = results.length === 1 && jsonChars(results[0]) > room;
    const readOn = isLong ? `To read that item in parts, use name ${name}.${offset}.` : undefined;
    const said = [next, readOn].filter(Boolean).join(' ');
    return { name, type, size, rows: results, ...(said !== '' && { next: said }) };
  }
  if (offset === 0 && jsonChars(value) <= room) return { name, type, value };
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  refuseBeyond(offset, text.length, 'characters');
  const { part, end, left } = textPart(text, offset, room);
  const isText = typeof value === 'string';
  return {
    name,
    type,
    size: isText ? text.length : size,
    value: part,
    ...(!isText && { note: `This is a part of the JSON. To read one member, use name ${name}.<member>.` }),
    ...(left > 0 && { next: `${left} more characters. Repeat the call with offset ${end}.` }),
  };
}

function refuseBeyond(offset: number, size: number, unit: string): void {
  if (offset === 0 || offset < size) return;
  throw new InputError(
    `The offset ${offset} is beyond the end of the value. Its size in ${unit} is ${size}.`,
    {
      hint: 'Use the offset given in "next".',
    },
  );
}
