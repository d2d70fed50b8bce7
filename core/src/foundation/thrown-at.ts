import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';

/** Of a line of a stack: the file, by its path or its URL, and the line; the column is that of transpiled code. */
const FRAME = /(?:^|[\s(])((?:file:\/\/)?(?:\/|[A-Za-z]:[/\\])[^():]*?)(?:\?[^:)]*)?:(\d+):\d+\)?$/;

/**
 * ` (line 8)` of a module that threw, or ` (/folder/other.ts:3)` when that was one beside or below it; nothing when the
 * message says so itself, or nobody knows.
 */
export function thrownAt(thrown: unknown, file: string): string {
  if (!types.isNativeError(thrown) || thrown.message.includes(file)) return '';
  const folder = `${dirname(file)}${sep}`;
  for (const line of String(thrown.stack).split('\n')) {
    const [, name = '', at] = FRAME.exec(line) ?? [];
    const path = pathOf(name);
    if (path === file) return ` (line ${at})`;
    if (path.startsWith(folder) && !path.includes(`${sep}node_modules${sep}`)) return ` (${path}:${at})`;
  }
  return '';
}

function pathOf(name: string): string {
  try {
    return name.startsWith('file:') ? fileURLToPath(name) : name;
  } catch {
    return '';
  }
}
