import { InputError } from '../foundation/errors.js';
import type { ToolManifest } from '../plugin/manifest/manifest.js';
import { markIn } from '../response/bound/cut-mark.js';
import { effectOf } from './reach.js';

type Arguments = Readonly<Record<string, unknown>>;

const SAVE = 'Nothing was sent, since what is missing would be lost. Read the whole before you save it.';
const AS_IT_IS = 'Where the mark itself is meant, change one of its figures.';
/** What may be a text in base64. */
const BASE64 = /^[\w+/=\s-]{100,}$/;

/**
 * Refuses to change anything with a text that an answer has cut: it was read, and comes back to be saved without what
 * was left out.
 */
export function refuseCut(manifest: ToolManifest, input: Arguments): void {
  if (effectOf(manifest, input) === 'read') return;
  for (const [name, value] of Object.entries(input)) {
    const mark = cutIn(value);
    if (mark === undefined) continue;
    const { left, whole, unit, readOn } = mark;
    throw new InputError(
      `The argument "${name}" is not whole: it has the mark of an answer that left out ${left} of ${whole} ${unit}.`,
      { hint: [SAVE, readOn, AS_IT_IS].filter(Boolean).join(' ') },
    );
  }
}

/** The first mark in any text or name of a value, however deep. */
function cutIn(value: unknown): ReturnType<typeof markIn> {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    const mark = typeof next === 'string' ? (markIn(next) ?? markIn(decoded(next))) : undefined;
    if (mark !== undefined) return mark;
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, member] of Object.entries(next)) open.push(key, member);
  }
  return undefined;
}

function decoded(text: string): string {
  return BASE64.test(text) ? Buffer.from(text, 'base64').toString() : '';
}
