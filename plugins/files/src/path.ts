import * as z from 'zod';

const LONGEST = 1_000;
/** Where namespace files have their own address in a flow, and what else looks like a place outside of them. */
const OWN = /^nsfile:\/\/\/+/i;
const FOREIGN = /^\/*((nsfile|kestra|file):|[a-z][a-z0-9+.-]*:\/\/|[a-z]:[/\\])/i;

/**
 * A path below the namespace's root, with a leading slash whether or not it was given one. Kestra takes a backslash for
 * a slash, and its storage folds `//` and `/./`: so that a place has one name, they are folded here.
 */
export const path = z
  .string()
  .min(1, 'must not be empty')
  .max(LONGEST, `must have at most ${LONGEST} characters`)
  .refine((value) => !value.split(/[/\\]/).includes('..'), 'must not hold ".."')
  .refine(
    (value) => OWN.test(value) || !FOREIGN.test(value),
    'must be a path below the root of the namespace, e.g. /scripts/etl.py, not an address or a path of another disk',
  )
  .overwrite((value) => `/${value.replace(OWN, '').split(/[/\\]/).filter(isName).join('/')}`);

function isName(part: string): boolean {
  return part !== '' && part !== '.';
}
