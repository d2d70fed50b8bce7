import { randomBytes } from 'node:crypto';

/** So many are remembered, the newest; each is forgotten once its state has ended by itself. */
const MOST = 10_000;

const used = new Map<string, number>();

/** The name of a state, which no other has. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}

/** True the first time: one yes is good for one call. `lifetime` is in milliseconds. */
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
