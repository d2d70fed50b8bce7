/** SHA-256 of all parts, in hexadecimal. Loads node:crypto on first use, because most starts do not need it. */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
