/** SHA-256 of all parts, as hexadecimal digits. node:crypto is loaded at the first use: most starts need none. */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
