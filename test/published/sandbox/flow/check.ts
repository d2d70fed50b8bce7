import { type ApiError, invalidEntity, type Violation } from '../http/envelope.js';
import type { Json } from '../json.js';

/** The failure that a create or an update answers. */
export function refuse(violations: readonly Violation[]): ApiError {
  return invalidEntity(
    describe(violations),
    violations.map(({ message, path }) => ({ message, path })),
  );
}

/** The violations as bean validation puts them into one text. */
export function describe(violations: readonly Violation[]): string {
  return violations.map(({ path, message }) => `${path}: ${message}\n`).join('');
}

/** That a value is there and not empty, as Kestra says it of ids. */
export function absent(value: Json | undefined, path: string): Violation[] {
  if (value !== undefined && value !== null && value !== '') return [];
  const blank = { path, message: 'must not be blank' };
  return value === '' ? [blank] : [blank, { path, message: 'must not be null' }];
}
