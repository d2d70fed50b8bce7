import { didYouMean } from '../../foundation/nearest.js';
import { NotFoundError } from '../wire/errors.js';

const SHOWN = 10;

/** What to look for, and how to list what exists instead. */
export interface Lookup {
  id: string;
  /** The plural with its place: `flows in namespace company`. */
  among: string;
  list: () => Promise<readonly string[]>;
  /** What to say if the id exists. The 404 then means something else, such as a missing revision. */
  ofPresent?: (() => Promise<string | undefined>) | undefined;
}

/** Adds to a 404 what exists: the nearest ids, or that none exist. A failure to list them is ignored. */
export async function orNearest<T>(attempt: Promise<T>, lookup: Lookup): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    // A 410 means that the thing existed and has expired.
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
