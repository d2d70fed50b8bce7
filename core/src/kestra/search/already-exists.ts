import { ConflictError, InvalidError, KestraError } from '../wire/errors.js';

/**
 * True when Kestra refuses to create something because it is there already: 2.0 names the type, 1.x has only words.
 * Any other refusal is its word on the content or on the moment, which an update could only hide.
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
