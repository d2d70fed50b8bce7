/** Characters that an escape may begin with. */
const LEADS = '%\\&';
const OTHERS: Readonly<Record<string, string>> = { ' ': '+', '\n': '\r' };

/** The pairs of characters that a secret may begin with, if each character may be escaped. */
export function escapedStarts(secret: string): string[] {
  const [first = '', second = ''] = secret;
  const next = first.length > 1 ? '' : leadsOf(second);
  const byte = Buffer.from(first).toString('hex').charAt(0);
  return [
    ...(first.length > 1 ? [first] : []),
    ...[first, ...(OTHERS[first] ?? '')].flatMap((char) => [...next].map((lead) => char + lead)),
    ...['%2', `%${byte}`, `%${byte.toUpperCase()}`],
    // A superfluous backslash, and the letters of the escapes.
    ...['\\', 'u', 'x', 'n', 't', first.charAt(0)].map((char) => `\\${char}`),
    ...['#', 'a', 'q', 'l', 'g'].map((char) => `&${char}`),
    ...(first === '\n' ? ['\r\n'] : []),
    ...(first === "'" ? ["''"] : []),
  ];
}

function leadsOf(char: string): string {
  return char.charAt(0) + LEADS + (OTHERS[char] ?? '');
}
