/** What is wrong with the first whole number, at any depth, that JSON has not carried as it was; undefined when all are right. */
export function unsafeInteger(value: unknown, place = ''): string | undefined {
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || Number.isSafeInteger(value)) return undefined;
    const where = place === '' ? 'The number' : `The number at ${place}`;
    return `${where} is beyond ${Number.MAX_SAFE_INTEGER}, up to which JSON keeps whole numbers: it has arrived as ${BigInt(value)}, which may be another one`;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = unsafeInteger(member, place === '' ? key : `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
