let own: string | undefined;

/** A key of this process, for what it signs for itself: whatever it has signed ends with it. */
export function ownKey(): string {
  // Loaded at the first use: a start signs nothing.
  own ??= process.getBuiltinModule('node:crypto').randomBytes(32).toString('base64url');
  return own;
}
