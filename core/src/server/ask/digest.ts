import { createHash } from 'node:crypto';

/** A short name for a value that was made in a fixed order, by which it is known again. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url')
    .slice(0, 22);
}
