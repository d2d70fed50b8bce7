import { didYouMean } from '../../foundation/nearest.js';
import { NotFoundError } from '../wire/errors.js';

const SHOWN = 10;

/** What is looked for, and how to list what there is instead. */
export interface Lookup {
  id: string;
  /** The plural, with its place: `flows in namespace company`. */
  among: string;
  list: () => Promise<readonly string[]>;
  /** What to say when it is there: the 404 then means something else, such as a revision of it. */
  ofPresent?: (() => Promise<string | undefined>) | undefined;
}

/** A 404 that says what there is: the nearest ids, or that there are none. The listing itself may fail in silence. */
export async function orNearest<T>(attempt: Promise<T>, lookup: Lookup): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    // What has expired was there.
    if (!(error instanceof NotFoundError) || error.status === 410) throw error;
    const hint = await hintOf(lookup).catch(() => undefined);
    if (hint === undefined) throw error;
    const { code, message, status, said, details, problem } = error;
    throw new NotFoundError(code, message, {
      status,
      said,
      details,
      problem,
      hint,
      cause: error,
    });
  }
}

async function hintOf({ id, among, list, ofPresent }: Lookup): Promise<string | undefined> {
  const ids = await list();
  return ids.includes(id) ? ofPresent?.() : missing(id, among, ids);
}

function missing(id: string, among: string, ids: readonly string[]): string {
  if (ids.length === 0) return `There are no ${among}.`;
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  return `"${id}" is not one of the ${among}.${didYouMean(id, ids)} Available: ${ids.slice(0, SHOWN).join(', ')}${more}.`;
}
