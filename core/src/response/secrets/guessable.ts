/** Characters that replace letters in passwords. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' },
};
const LONGEST_WORD = 14;
const SHORTEST = 8;
const FEWEST_CHARACTERS = 5;
/**
 * One word, with a year or number before or after it and a few signs. Two words are too often a token (`team-token`).
 */
const WORD = /^\d{0,4}[^a-z\d]?[a-z]*[^a-z\d]?\d{0,8}[^a-z\d]{0,3}$/i;
const DIGITS = /^[\d .:/-]+$/;
/** Numbers with fewer digits than this can be guessed. */
const LONGEST_NUMBER = 12;

/**
 * True for a secret that can be guessed. Masking it in a result would confirm a guess, and anyone who can write text to
 * Kestra could check thousands of guesses in one call.
 */
export function isGuessable(secret: string): boolean {
  const password = passwordIn(secret);
  if (password !== undefined) return isGuessable(password);
  if (secret.length < SHORTEST || new Set(secret).size < FEWEST_CHARACTERS) return true;
  if (DIGITS.test(secret)) return secret.replace(/\D/g, '').length < LONGEST_NUMBER;
  if (secret.length >= LONGEST_WORD) return false;
  return WORD.test(secret) || WORD.test(asLetters(secret));
}

/** `P@ssw0rd1!` is also a word. The end stays unchanged, because it may be a number. */
function asLetters(secret: string): string {
  const [, head = '', tail = ''] = /^(.*?)(\d{0,4}[^a-z\d]{0,2})$/is.exec(secret) ?? [];
  return [...head].map((char) => LETTERS[char] ?? char).join('') + tail;
}

/** The password in the credentials of an `Authorization` header: `user:password` in base64. */
function passwordIn(secret: string): string | undefined {
  if (!/^[A-Za-z\d+/]{8,}={0,2}$/.test(secret) || secret.length % 4 !== 0) return undefined;
  return /^[^\p{C}:\uFFFD]+:([^\p{C}\uFFFD]+)$/u.exec(Buffer.from(secret, 'base64').toString('utf8'))?.[1];
}
