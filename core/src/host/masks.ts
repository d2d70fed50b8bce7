import { arm, maskAll, maskFor, maskHard } from '../response/armed.js';
import type { Redact } from '../response/redact.js';

/** Masks secrets in texts that leave the process; those of earlier configurations stay masked. */
export class Masks {
  add(secrets: readonly string[]): void {
    arm(secrets);
  }

  inErrors(text: string): string {
    return maskAll(text);
  }

  /** For the answer to a call: what its own arguments have said is no secret to who has sent them. */
  inErrorsFor(own: unknown): Redact {
    return maskFor(own);
  }

  /** Not those that could be guessed, of which a mask would say that a guess was right. */
  inResults(text: string): string {
    return maskHard(text);
  }
}
