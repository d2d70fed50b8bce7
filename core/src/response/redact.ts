const MASK = '***';
/** Shorter texts occur by chance; masking them would spoil every sentence. */
const SHORTEST = 4;
/** In a result there is the user's content, and a short password may be a word of it. */
export const SHORTEST_IN_RESULTS = 8;

/** Replaces secrets, and what URLs make of them, in a text that leaves the process. */
export function redactor(secrets: readonly string[], shortest = SHORTEST): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  // Longest first, so that no part of a longer form is left over.
  const unique = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => unique.reduce((masked, form) => masked.replaceAll(form, MASK), text);
}
