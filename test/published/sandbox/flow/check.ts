import { type ApiError, invalidEntity, type Violation } from '../http/envelope.js';
import type { Json } from '../json.js';

/** The failure that creating or updating a flow returns. */
export function refuse(violations: readonly Violation[]): ApiError {
  return invalidEntity(
    describe(violations),
    violations.map(({ message, path }) => ({ message, path })),
  );
}

/** Joins violations into one text, as bean validation does. */
export function describe(violations: readonly Violation[]): string {
  return violations.map(({ path, message }) => `${path}: ${message}\n`).join('');
}

/** Kestra's check that an id exists and is not empty. */
export function absent(value: Json | undefined, path: string): Violation[] {
  if (value !== undefined && value !== null && value !== '') return [];
  const blank = { path, message: 'must not be blank' };
  return value === '' ? [blank] : [blank, { path, message: 'must not be null' }];
}
