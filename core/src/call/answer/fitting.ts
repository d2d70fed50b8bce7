import { KestraMcpError } from '../../foundation/errors.js';
import { type Bound, type Bounded, bounded } from '../../response/bound/bound.js';
import { cutMasked } from '../../response/bound/cut-text.js';
import type { CallServices } from '../services.js';
import { type Called, FaultError, titleOf } from './fault.js';

/** What is known of a result beside itself. */
export type Known = Pick<Bound, 'schema' | 'readOn' | 'narrower'>;

/** A result that is no longer than an answer may be. */
export function fitting<Value extends object>(
  { answerChars, redactResult }: CallServices,
  called: Called,
  value: Value,
  known: Known,
): Bounded<Value> {
  const fitted = bounded(value, { ...known, max: answerChars, redact: redactResult });
  if (fitted !== undefined) return fitted;
  const what = `${titleOf(called)} ran, but the required parts of its result are longer than the ${answerChars} characters`;
  throw new FaultError('KMCP_TOO_LARGE', `${what} that a result can have.`, { hint: known.narrower });
}

/** A text that is no longer than an answer may be. */
export function fittingText({ answerChars, redactResult }: CallServices, text: string): string {
  return cutMasked(redactResult(text), answerChars);
}

/** Longest error that is sent: what is longer, some clients cut at a place of theirs. */
const LONGEST_ERROR = 8_000;

/** The text of an error with its beginning, which says what happened, and its end, which says what to do. */
export function fittingError({ answerChars, redact }: CallServices, text: string): string {
  return cutMasked(redact(text), Math.min(LONGEST_ERROR, answerChars), { bothEnds: true });
}

/** Kestra's answer was too large to be read: what to ask for instead is known only here. */
export function withNarrower(thrown: unknown, narrower: string): unknown {
  if (!KestraMcpError.is(thrown) || thrown.code !== 'KMCP_TOO_LARGE' || thrown.hint !== undefined)
    return thrown;
  return new KestraMcpError(thrown.code, thrown.message, { hint: narrower, cause: thrown });
}
