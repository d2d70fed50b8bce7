import { arm, maskFor, maskHard } from '../response/armed.js';
import { withoutForgedMarks } from '../response/bound/cut-mark.js';
import { maskInLog, maskLentFor, maskLentHard } from '../response/lent.js';
import type { Redact } from '../response/redact.js';

/** Masks secrets in texts that leave the process, and tells marks that are none of ours; secrets of earlier configurations stay masked. */
export class Masks {
  add(secrets: readonly string[]): void {
    arm(secrets);
  }

  /** For what people read, who run the host: the secrets of those whose calls it serves, too. */
  inLog(text: string): string {
    return maskInLog(text);
  }

  /** For the answer to a call: what its own arguments have said is no secret to who has sent them. */
  inErrorsFor(own: unknown): Redact {
    const ofHost = maskFor(own);
    const ofCaller = maskLentFor(own);
    return (text) => withoutForgedMarks(ofCaller(ofHost(text)));
  }

  /** Not those that could be guessed, of which a mask would say that a guess was right. */
  inResults(text: string): string {
    return withoutForgedMarks(maskLentHard(maskHard(text)));
  }
}
