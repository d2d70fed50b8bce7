import { arm, maskFor, maskHard } from '../response/armed.js';
import { withoutForgedMarks } from '../response/bound/cut-mark.js';
import { maskInLog, maskLentFor, maskLentHard } from '../response/lent.js';
import type { Redact } from '../response/redact.js';

/**
 * Masks secrets in texts that leave the process, and alters truncation marks that the server did not write. Secrets
 * of earlier configurations stay masked.
 */
export class Masks {
  add(secrets: readonly string[]): void {
    arm(secrets);
  }

  /** For the log, which the operator reads: it masks the secrets of all callers, too. */
  inLog(text: string): string {
    return maskInLog(text);
  }

  /** For the result of a call: its own arguments are no secret to the caller who sent them. */
  inErrorsFor(own: unknown): Redact {
    const ofHost = maskFor(own);
    const ofCaller = maskLentFor(own);
    return (text) => withoutForgedMarks(ofCaller(ofHost(text)));
  }

  /** Does not mask secrets that can be guessed, because a mask would confirm the guess. */
  inResults(text: string): string {
    return withoutForgedMarks(maskLentHard(maskHard(text)));
  }
}
