import { jsonChars, type KestraClient, rowsFrom, textPart } from '@kestra-mcp/core';

/** For what stands beside rows or a part of a value. */
const MARGIN = 1_000;

interface Wanted {
  /** Characters of the value, or keys, to pass over. */
  offset: number;
  answerChars: number;
}

/** A value as it is, or a part of its text; what is no text is told as JSON where it has to be cut. */
export async function readValue(
  { kv }: KestraClient,
  { namespace, key }: { namespace: string; key: string },
  { offset, answerChars }: Wanted,
) {
  const stored = await kv.get(namespace, key);
  const { value, ...others } = stored;
  const room = answerChars - jsonChars(others) - MARGIN;
  // No text is shorter as JSON.
  const isLong = typeof value === 'string' && value.length > room;
  if (offset === 0 && !isLong && jsonChars(value) <= room) return stored;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const { part, end, left } = textPart(text, offset, room);
  return {
    ...others,
    ...(typeof value !== 'string' && { note: 'A part of the JSON of the value.' }),
    value: part,
    ...(left > 0 && { next: `${left} more characters: the same call with offset ${end}.` }),
  };
}

/** All keys, or those of them that there is room for. */
export async function listKeys({ kv }: KestraClient, namespace: string, { offset, answerChars }: Wanted) {
  const { results, total, next } = rowsFrom(await kv.list(namespace), {
    offset,
    room: answerChars - MARGIN,
  });
  return { results, ...((next !== undefined || offset > 0) && { total }), ...(next && { next }) };
}
