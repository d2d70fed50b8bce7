import { InputError } from '../foundation/errors.js';
import type { ToolManifest } from '../plugin/manifest/manifest.js';
import { markIn } from '../response/bound/cut-mark.js';
import { carriesMask, MASK } from '../response/redact.js';
import { effectOf } from './reach.js';

type Arguments = Readonly<Record<string, unknown>>;

const SAVE =
  'Nothing was sent, because the missing part would be lost. Read the whole text before you save it.';
const AS_IT_IS = 'To send the mark itself, change one of its digits.';
/** A shorter base64 text cannot contain a mark. */
const SHORTEST = 100;
/** Matches one character that base64 does not have. An expression over the whole text would be too slow for 10 MB. */
const NO_BASE64 = /[^\w+/=\s-]/;

/** Refuses to save a text that a result has cut or masked: saving it would lose what was left out. */
export function refuseCut(manifest: ToolManifest, input: Arguments): void {
  if (effectOf(manifest, input) === 'read') return;
  for (const [name, value] of Object.entries(input)) {
    for (const text of textsIn(value)) {
      const mark = markIn(text);
      if (mark !== undefined) throw cut(name, mark);
      if (carriesMask(text)) throw masked(name);
    }
  }
}

function cut(
  name: string,
  { left, whole, unit, readOn }: NonNullable<ReturnType<typeof markIn>>,
): InputError {
  return new InputError(
    `The argument "${name}" is incomplete: it contains the mark of a shortened result, which left out ${left} of ${whole} ${unit}.`,
    { hint: [SAVE, readOn, AS_IT_IS].filter(Boolean).join(' ') },
  );
}

function masked(name: string): InputError {
  return new InputError(`The argument "${name}" contains "${MASK}", which replaces a secret.`, {
    hint: 'Nothing was sent, because it would overwrite the secret. Refer to a Kestra secret by its name there, or omit that part.',
  });
}

/** All texts and names in a value at any depth, and the texts encoded in base64. */
function* textsIn(value: unknown): Generator<string> {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      yield next;
      if (next.length >= SHORTEST && !NO_BASE64.test(next)) yield Buffer.from(next, 'base64').toString();
    } else if (typeof next === 'object' && next !== null) {
      for (const [key, member] of Object.entries(next)) open.push(key, member);
    }
  }
}
