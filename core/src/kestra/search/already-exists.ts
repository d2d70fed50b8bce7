import { ConflictError, InvalidError } from '../wire/errors.js';

/**
 * True when Kestra refuses to create something because it is there already. Any other refusal is its word on the
 * content, which an update could only hide.
 */
export function alreadyExists(error: unknown): boolean {
  if (error instanceof ConflictError && error.said === '') return true;
  if (!(error instanceof InvalidError || error instanceof ConflictError)) return false;
  return [error.said, ...error.details].some((text) => /already exist/i.test(text));
}
