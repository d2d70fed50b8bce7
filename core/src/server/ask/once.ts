import { randomBytes } from 'node:crypto';

/** Number of states that are remembered, newest first. Each is forgotten once it has expired anyway. */
const MOST = 10_000;

const used = new Map<string, number>();

/** Returns a unique id for a state. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}

/** True the first time, so that one answer is valid for one call. `lifetime` is in milliseconds. */
export function isFirstUse(id: string, lifetime: number): boolean {
  if (used.has(id)) return false;
  const now = Date.now();
  for (const [old, ends] of used) {
    if (ends > now && used.size < MOST) break;
    used.delete(old);
  }
  used.set(id, now + lifetime);
  return true;
}
