import { maskedHere } from './mask-scope.js';
import { maskedBytes } from './redact.js';

/**
 * Secrets masked, as the host masks them in the answer to the call that runs; outside of one, as it is. For a text or
 * bytes of which a part is answered: a part that begins within a secret shows the rest of it. Offsets then count in what
 * is given here.
 */
export function maskSecrets(text: string): string;
export function maskSecrets(bytes: Uint8Array): Uint8Array;
export function maskSecrets(given: string | Uint8Array): string | Uint8Array {
  return typeof given === 'string' ? maskedHere(given) : maskedBytes(given, maskedHere);
}
