import { KestraMcpError } from '../../foundation/errors.js';
import { type Bound, type Bounded, bounded } from '../../response/bound/bound.js';
import { cutMasked } from '../../response/bound/cut-text.js';
import type { CallServices } from '../services.js';
import { type Called, FaultError, titleOf } from './fault.js';

/** What the size limit needs to know about a result besides its value. */
export type Known = Pick<Bound, 'schema' | 'readOn' | 'narrower'>;

/** Shortens a result to the size limit. */
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

/** Shortens a text to the size limit. */
export function fittingText({ answerChars, redactResult }: CallServices, text: string): string {
  return cutMasked(redactResult(text), answerChars);
}

/** Longest error that is sent. Some clients cut longer ones at an arbitrary place. */
const LONGEST_ERROR = 8_000;

/** Shortens an error in the middle: the beginning says what happened, and the end says what to do. */
export function fittingError({ answerChars, redact }: CallServices, text: string): string {
  return cutMasked(redact(text), Math.min(LONGEST_ERROR, answerChars), { bothEnds: true });
}

/** Adds a hint if Kestra's response was too large to read. Only this layer knows what to ask for instead. */
export function withNarrower(thrown: unknown, narrower: string): unknown {
  if (!KestraMcpError.is(thrown) || thrown.code !== 'KMCP_TOO_LARGE' || thrown.hint !== undefined)
    return thrown;
  return new KestraMcpError(thrown.code, thrown.message, { hint: narrower, cause: thrown });
}
