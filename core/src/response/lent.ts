import { AsyncLocalStorage } from 'node:async_hooks';
import { hideWith } from '../foundation/hidden.js';
import { isWithin, maskAll, maskHard } from './armed.js';
import { type Redact, redactor } from './redact.js';
import { isGuessable } from './secrets/guessable.js';
import { secretsWithin } from './secrets/secrets-in.js';

/** The secrets of a caller, for as long as a call of theirs is being served. */
interface Lent {
  calls: number;
  secrets: readonly string[];
  all: Redact;
  hard: Redact;
}

/** By caller; who has no call in flight is not in here. */
const inFlight = new Map<string, Lent>();
const storage = new AsyncLocalStorage<Lent>();

/**
 * Masks these texts in what a call says and logs, and forgets them with it. In answers to others they are not masked: a
 * mask would tell them that they have guessed right.
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

/** Every secret masked, of whichever call: for the log, which is not for callers. */
export function maskInLog(text: string): string {
  let masked = maskAll(text);
  for (const { all } of inFlight.values()) masked = all(masked);
  return masked;
}

/** The secrets of the call that is being served, masked in its result: those that nobody finds by trying. */
export function maskLentHard(text: string): string {
  return storage.getStore()?.hard(text) ?? text;
}

/** The same for what it says beside: all but those that `own`, what has been sent with it, has in it. */
export function maskLentFor(own: unknown): Redact {
  const lent = storage.getStore();
  if (lent === undefined) return (text) => text;
  const told = lent.secrets.filter((secret) => isGuessable(secret) && isWithin(redactor([secret]), own));
  return told.length === 0 ? lent.all : redactor(lent.secrets.filter((secret) => !told.includes(secret)));
}

hideWith((text) => maskLentHard(maskHard(text)));
