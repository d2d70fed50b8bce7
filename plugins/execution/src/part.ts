import { InputError, jsonChars, textPart } from '@kestra-mcp/core';

/** Characters reserved for everything but the value. */
const MARGIN = 1_000;

/** The value at a path of names and indexes, joined by dots. A name may contain dots itself. */
export function valueAt(value: unknown, path: string): unknown {
  const found = look(value, path);
  if (found !== undefined) return found.value;
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  throw new InputError(`The path "${path}" does not exist.`, {
    hint: `Start the path with one of: ${names.slice(0, 30).join(', ')}.`,
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

/** The value as it is, or a part of its text. A long value that is not text is returned as a part of its JSON. */
export function partOf(value: unknown, { path, offset, answerChars }: Wanted) {
  const room = answerChars - MARGIN;
  if (offset === 0 && jsonChars(value) <= room) return { value };
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const { part, end, left } = textPart(text, offset, room);
  return {
    ...(typeof value !== 'string' && { note: 'This is a part of the value as JSON.' }),
    length: end + left,
    offset,
    value: part,
    ...(left > 0 && {
      next: `${left} more characters follow. Repeat the call with path ${path} and offset ${end}.`,
    }),
  };
}
