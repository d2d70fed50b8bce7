import { InputError, jsonChars, textPart } from '@kestra-mcp/core';

/** For what stands beside a part. */
const MARGIN = 1_000;

/** The value that a path leads to: names and indexes, joined by dots; a name may have dots itself. */
export function valueAt(value: unknown, path: string): unknown {
  const found = look(value, path);
  if (found !== undefined) return found.value;
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  throw new InputError(`There is nothing at the path "${path}".`, {
    hint: `Paths begin with one of: ${names.slice(0, 30).join(', ')}.`,
  });
}

function look(value: unknown, path: string): { value: unknown } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, path)) return { value: (value as Record<string, unknown>)[path] };
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot);
    if (!Object.hasOwn(value, name)) continue;
    const found = look((value as Record<string, unknown>)[name], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Wanted {
  path: string;
  offset: number;
  answerChars: number;
}

/** A value as it is, or a part of its text; what is no text is given as JSON where it has to be cut. */
export function partOf(value: unknown, { path, offset, answerChars }: Wanted) {
  const room = answerChars - MARGIN;
  if (offset === 0 && jsonChars(value) <= room) return { value };
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const { part, end, left } = textPart(text, offset, room);
  return {
    ...(typeof value !== 'string' && { note: 'A part of the JSON of the value.' }),
    length: end + left,
    offset,
    value: part,
    ...(left > 0 && { next: `${left} more characters: the same call with path ${path} and offset ${end}.` }),
  };
}
