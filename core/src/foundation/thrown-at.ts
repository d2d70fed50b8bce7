import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';

/**
 * Matches the file (path or URL) and the line in a stack frame. The column refers to transpiled code and is ignored.
 */
const FRAME = /(?:^|[\s(])((?:file:\/\/)?(?:\/|[A-Za-z]:[/\\])[^():]*?)(?:\?[^:)]*)?:(\d+):\d+\)?$/;

/**
 * ` (line 8)` in the module that threw, or ` (/folder/other.ts:3)` for a module in the same folder or below. Empty if
 * the message already contains it or it is unknown.
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
