/**
 * Describes the first number, at any depth, that JSON has not transferred exactly. Undefined if all numbers are exact.
 */
export function unsafeInteger(value: unknown, place = ''): string | undefined {
  if (typeof value === 'number')
    return faultOf(value, place === '' ? 'The number' : `The number at ${place}`);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = unsafeInteger(member, place === '' ? key : `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultOf(value: number, name: string): string | undefined {
  if (!Number.isFinite(value)) return `${name} is too large to be a number in JSON`;
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return undefined;
  // JavaScript prints larger numbers in scientific notation.
  const arrived = Math.abs(value) < 1e21 ? BigInt(value) : value;
  return `${name} is beyond ${Number.MAX_SAFE_INTEGER}, the limit for exact whole numbers in JSON: it arrived as ${arrived}, which may be a different number`;
}
