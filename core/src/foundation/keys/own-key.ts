let own: string | undefined;

/** A key of this process, for data that it signs for itself. Signatures become invalid when the process ends. */
export function ownKey(): string {
  // Loaded on first use: starting the server signs nothing.
  own ??= process.getBuiltinModule('node:crypto').randomBytes(32).toString('base64url');
  return own;
}
