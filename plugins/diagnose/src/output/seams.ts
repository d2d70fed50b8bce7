import { maskSecrets } from '@kestra-mcp/core';

/** Longest secret in characters, in any encoding. */
export const LONGEST_SECRET = 20_000;
const STEP = 16;

/** The first index from `at` at which a text can be cut without cutting through what would be masked. */
export function seamFrom(text: string, at: number): number {
  const begin = Math.max(0, at - LONGEST_SECRET);
  const near = text.slice(begin, at + LONGEST_SECRET);
  const whole = maskSecrets(near);
  if (whole === near) return at;
  for (let seam = at - begin; seam < near.length; seam += STEP) {
    if (maskSecrets(near.slice(0, seam)) + maskSecrets(near.slice(seam)) === whole) return begin + seam;
  }
  return begin + near.length;
}
