import { KestraMcpError } from '../../foundation/errors.js';
import { KestraError } from './errors.js';
import { effectOf, type KestraRequest } from './request.js';

const MAYBE = 'It may have been carried out all the same: look before you repeat it.';
/** The connection was there, and broke. */
const SENT = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|HPE_\w+)$/;

/** Says of a request that changes something that nobody knows whether it has: whoever repeats it may do it twice. */
export function orMaybeDone(error: KestraMcpError, request: KestraRequest): KestraMcpError {
  if (effectOf(request) === 'read' || !isOpen(error)) return error;
  return Object.assign(error, { hint: [error.hint, MAYBE].filter(Boolean).join(' ') });
}

/** No answer of Kestra's says how it has ended. */
function isOpen(error: KestraMcpError): boolean {
  if (error.code === 'KMCP_NOT_JSON' || error.code === 'KMCP_TOO_LARGE') return true;
  if (error.code === 'KMCP_UNREACHABLE') return codesOf(error).some((code) => SENT.test(code));
  // What stands before Kestra has lost it on the way there, or on the way back.
  return error instanceof KestraError && error.status === 502;
}

/** Of the error and of what has led to it. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const own = KestraMcpError.is(error) ? [] : [String(code ?? '')];
  return [...own, ...codesOf(cause)];
}
