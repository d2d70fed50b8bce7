import { hideWith } from '../foundation/hidden.js';
import { type Redact, redactor } from './redact.js';
import { isGuessable } from './secrets/guessable.js';
import { secretsInText, secretsInValue, secretsInVariables, secretsWithin } from './secrets/secrets-in.js';

/**
 * All secrets that this process has met, by whether they can be found by trying. One list for all: what is printed
 * before there is a host, or after it, is masked as well; and those of earlier configurations stay masked.
 */
const secrets = new Map<string, Known>();
interface Known {
  guessable: boolean;
  /** Masks this one alone. */
  redact: Redact;
}
let all: Redact | undefined;
let hard: Redact | undefined;

/** Has these texts masked from now on, in whatever leaves the process. */
export function arm(texts: Iterable<string>): void {
  for (const text of [...texts].flatMap((each) => [each, ...secretsWithin(each)])) {
    if (text.trim() === '' || secrets.has(text)) continue;
    secrets.set(text, { guessable: isGuessable(text), redact: redactor([text]) });
    all = undefined;
    hard = undefined;
  }
}

/** What may be a secret in a file's text, before it is read as anything. */
export function armText(text: string, path: string): void {
  arm(secretsInText(text, /\.[cm]?[jt]s$/.test(path)));
}

/** What may be one in a configuration that was read. */
export function armValue(value: unknown): void {
  arm(secretsInValue(value));
}

/** What may be one in an environment. */
export function armVariables(variables: Readonly<Record<string, string | undefined>>): void {
  arm(secretsInVariables(variables));
}

/** Every secret masked: for what people read, and for errors. */
export function maskAll(text: string): string {
  all ??= redactor([...secrets.keys()]);
  return all(text);
}

/** Those masked that nobody finds by trying: for results, in which the user's own content stands. */
export function maskHard(text: string): string {
  hard ??= redactor([...secrets].filter(([, { guessable }]) => !guessable).map(([secret]) => secret));
  return hard(text);
}

/**
 * Masked as errors are, for whoever has sent `own`: a text of theirs that comes back to them would be a right guess if it
 * were masked, and is nothing that they do not have.
 */
export function maskFor(own: unknown): Redact {
  const guessed = [...secrets].filter(([, { guessable, redact }]) => guessable && isWithin(redact, own));
  if (guessed.length === 0) return maskAll;
  const told = new Set(guessed.map(([secret]) => secret));
  return redactor([...secrets.keys()].filter((secret) => !told.has(secret)));
}

const DEEPEST = 100;

/** True where a value has in it what that masks. */
export function isWithin(redact: Redact, value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return redact(String(value)) !== String(value);
  if (depth > DEEPEST) return false;
  return Object.entries(value).some(
    ([key, member]) => redact(key) !== key || isWithin(redact, member, depth + 1),
  );
}

// A text is cut where somebody may go on to read: what can be guessed is masked later, by who knows whose text it is.
hideWith(maskHard);
