import { randomBytes } from 'node:crypto';

let own: string | undefined;

/** A key of this process, for what it signs for itself: whatever it has signed ends with it. */
export function ownKey(): string {
  own ??= randomBytes(32).toString('base64url');
  return own;
}
