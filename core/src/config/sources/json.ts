import { ConfigError } from '../../foundation/errors.js';

const STRING = /\s*"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"/iuy;
const DEEPEST = 500;
const SCALAR = /\s*(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null)/iy;

/** JSON.parse with the place of a mistake. The engine's own messages quote the text, which may contain a password. */
export function parseJson(path: string, content: string): unknown {
  // Editors on Windows write a byte order mark.
  const text = content.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`${path} is not valid JSON at ${lineAndColumn(text, mistakeIn(text))}.`, {
      hint: 'JSON has no comments, trailing commas or single quotes. Use a .yaml or .ts file if you need them.',
    });
  }
}

/** `line 3, column 14`, both starting at 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** The offset of the first mistake: the engine's most common message does not contain it. */
function mistakeIn(text: string): number {
  let at = 0;
  if (value()) take(/\s*$/y);
  take(/\s*/y);
  return at;

  function take(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  }

  /** Deeper nesting could overflow the stack and end the process. */
  function value(depth = 0): boolean {
    if (take(STRING) || take(SCALAR)) return true;
    if (depth > DEEPEST) return false;
    const inner = () => value(depth + 1);
    if (take(/\s*\{/y)) return list(() => take(STRING) && take(/\s*:/y) && inner(), /\s*\}/y);
    return take(/\s*\[/y) && list(inner, /\s*\]/y);
  }

  function list(item: () => boolean, close: RegExp): boolean {
    if (take(close)) return true;
    do {
      if (!item()) return false;
    } while (take(/\s*,/y));
    return take(close);
  }
}
