import * as z from 'zod';

const LONGEST = 1_000;
/** OWN matches the address of a namespace file in a flow. FOREIGN matches any other address and local paths. */
const OWN = /^nsfile:\/\/\/+/i;
const FOREIGN = /^\/*((nsfile|kestra|file):|[a-z][a-z0-9+.-]*:\/\/|[a-z]:[/\\])/i;

/**
 * A path in the namespace, always with a leading slash. Kestra treats a backslash as a slash, and its storage folds `//`
 * and `/./`. They are folded here, so that each place has one name.
 */
export const path = z
  .string()
  .min(1, 'must not be empty')
  .max(LONGEST, `must have at most ${LONGEST} characters`)
  .refine((value) => !value.split(/[/\\]/).includes('..'), 'must not contain ".."')
  .refine(
    (value) => OWN.test(value) || !FOREIGN.test(value),
    'must be a path in the namespace, e.g. /scripts/etl.py, not a URL or a path on a local disk',
  )
  .overwrite((value) => `/${value.replace(OWN, '').split(/[/\\]/).filter(isName).join('/')}`);

function isName(part: string): boolean {
  return part !== '' && part !== '.';
}
