import { ConflictError, InvalidError, KestraError } from '../wire/errors.js';

/**
 * True if Kestra refuses to create something because it already exists. 2.0 names the problem type, 1.x says so only in
 * words. Any other refusal is about the content or the state, and an update would only hide it.
 */
export function alreadyExists(error: unknown): boolean {
  if (error instanceof KestraError && error.problem !== undefined) {
    return error.problem === 'entity-already-exists';
  }
  if (!(error instanceof InvalidError || error instanceof ConflictError)) return false;
  return [error.said, ...error.details].some((text) =>
    /(?<!\b(?:not|\w+n['’]t) )\balready exists?\b/i.test(text),
  );
}
