import { hideWith } from '../foundation/hidden.js';
import { type Redact, redactor } from './redact.js';
import { isGuessable } from './secrets/guessable.js';
import { secretsInText, secretsInValue, secretsInVariables, secretsWithin } from './secrets/secrets-in.js';

/**
 * All secrets that this process has met, each with whether it can be guessed. The list is global, so that output before
 * and after the server runs is also masked, and so that secrets of earlier configurations stay masked.
 */
const secrets = new Map<string, Known>();
interface Known {
  guessable: boolean;
  /** Masks only this secret. */
  redact: Redact;
}
let all: Redact | undefined;
let hard: Redact | undefined;

/** From now on, masks these texts in everything that leaves the process. */
export function arm(texts: Iterable<string>): void {
  for (const text of [...texts].flatMap((each) => [each, ...secretsWithin(each)])) {
    if (text.trim() === '' || secrets.has(text)) continue;
    secrets.set(text, { guessable: isGuessable(text), redact: redactor([text]) });
    all = undefined;
    hard = undefined;
  }
}

/** Arms likely secrets in the text of a file, before it is parsed. */
export function armText(text: string, path: string): void {
  arm(secretsInText(text, /\.[cm]?[jt]s$/.test(path)));
}

/** Arms likely secrets in a parsed configuration. */
export function armValue(value: unknown): void {
  arm(secretsInValue(value));
}

/** Arms likely secrets in environment variables. */
export function armVariables(variables: Readonly<Record<string, string | undefined>>): void {
  arm(secretsInVariables(variables));
}

/** Masks every secret, for text that people read and for errors. */
export function maskAll(text: string): string {
  all ??= redactor([...secrets.keys()]);
  return all(text);
}

/** Masks secrets that cannot be guessed, for results, which contain the user's own content. */
export function maskHard(text: string): string {
  hard ??= redactor([...secrets].filter(([, { guessable }]) => !guessable).map(([secret]) => secret));
  return hard(text);
}

/**
 * Masks like `maskAll`, except guessable secrets in `own`, the caller's own text. Masking those would confirm a guess,
 * and the caller already has them.
 */
export function maskFor(own: unknown): Redact {
  const guessed = [...secrets].filter(([, { guessable, redact }]) => guessable && isWithin(redact, own));
  if (guessed.length === 0) return maskAll;
  const told = new Set(guessed.map(([secret]) => secret));
  return redactor([...secrets.keys()].filter((secret) => !told.has(secret)));
}

const DEEPEST = 100;

/** True if a value contains something that `redact` masks. */
export function isWithin(redact: Redact, value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return redact(String(value)) !== String(value);
  if (depth > DEEPEST) return false;
  return Object.entries(value).some(
    ([key, member]) => redact(key) !== key || isWithin(redact, member, depth + 1),
  );
}

// A cut text may be read further, so guessable secrets are masked later, where the owner of the text is known.
hideWith(maskHard);
