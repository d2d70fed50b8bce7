import { AsyncLocalStorage } from 'node:async_hooks';
import { hideWith } from '../foundation/hidden.js';
import { isWithin, maskAll, maskHard } from './armed.js';
import { type Redact, redactor } from './redact.js';
import { isGuessable } from './secrets/guessable.js';
import { secretsWithin } from './secrets/secrets-in.js';

/** The secrets of a caller while one of their calls is running. */
interface Lent {
  calls: number;
  secrets: readonly string[];
  all: Redact;
  hard: Redact;
}

/** By caller. Contains only callers with a running call. */
const inFlight = new Map<string, Lent>();
const storage = new AsyncLocalStorage<Lent>();

/**
 * Masks these texts in the results and logs of a call, and forgets them when it ends. Results for other callers are not
 * masked, because a mask would confirm a guess.
 */
export async function lending<T>(key: string, texts: readonly string[], run: () => Promise<T>): Promise<T> {
  const lent = inFlight.get(key) ?? made(texts);
  inFlight.set(key, lent);
  lent.calls++;
  try {
    return await storage.run(lent, run);
  } finally {
    lent.calls--;
    if (lent.calls === 0) inFlight.delete(key);
  }
}

function made(texts: readonly string[]): Lent {
  const secrets = texts
    .flatMap((each) => [each, ...secretsWithin(each)])
    .filter((each) => each.trim() !== '');
  const hard = secrets.filter((secret) => !isGuessable(secret));
  const all = redactor(secrets);
  return { calls: 0, secrets, all, hard: hard.length === secrets.length ? all : redactor(hard) };
}

/** Masks the secrets of all calls, for the log, which callers do not see. */
export function maskInLog(text: string): string {
  let masked = maskAll(text);
  for (const { all } of inFlight.values()) masked = all(masked);
  return masked;
}

/** Masks the secrets of the current call that cannot be guessed, for its result. */
export function maskLentHard(text: string): string {
  return storage.getStore()?.hard(text) ?? text;
}

/** Masks the secrets of the current call in its other texts, except guessable ones in `own`, which the caller sent. */
export function maskLentFor(own: unknown): Redact {
  const lent = storage.getStore();
  if (lent === undefined) return (text) => text;
  const told = lent.secrets.filter((secret) => isGuessable(secret) && isWithin(redactor([secret]), own));
  return told.length === 0 ? lent.all : redactor(lent.secrets.filter((secret) => !told.includes(secret)));
}

hideWith((text) => maskLentHard(maskHard(text)));
