import { jsonChars, type KestraClient, rowsFrom, textPart } from '@kestra-mcp/core';

/** Characters reserved for everything but the rows or the value. */
const MARGIN = 1_000;

interface Wanted {
  /** Characters of the value, or keys, to skip. */
  offset: number;
  answerChars: number;
}

/** A value as it is, or a part of its text. A long value that is not text is returned as a part of its JSON. */
export async function readValue(
  { kv }: KestraClient,
  { namespace, key }: { namespace: string; key: string },
  { offset, answerChars }: Wanted,
) {
  const stored = await kv.get(namespace, key);
  const { value, ...others } = stored;
  const room = answerChars - jsonChars(others) - MARGIN;
  // A text is never shorter as JSON.
  const isLong = typeof value === 'string' && value.length > room;
  if (offset === 0 && !isLong && jsonChars(value) <= room) return stored;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const { part, end, left } = textPart(text, offset, room);
  return {
    ...others,
    ...(typeof value !== 'string' && { note: 'This is a part of the value as JSON.' }),
    value: part,
    ...(left > 0 && { next: `${left} more characters follow. Repeat the call with offset ${end}.` }),
  };
}

/** All keys, or as many as fit. */
export async function listKeys({ kv }: KestraClient, namespace: string, { offset, answerChars }: Wanted) {
  const { results, total, next } = rowsFrom(await kv.list(namespace), {
    offset,
    room: answerChars - MARGIN,
  });
  return { results, ...((next !== undefined || offset > 0) && { total }), ...(next && { next }) };
}
