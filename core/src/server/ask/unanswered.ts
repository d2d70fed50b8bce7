import { SdkError, SdkErrorCode } from '@modelcontextprotocol/server';

/** Longest wait for the user, in milliseconds. Clients end a call after 60 s. */
export const LONGEST_WAIT = 45_000;

/** Placeholders for answers that never came, with the reason. */
const unanswered = new WeakMap<object, 'timeout' | 'failed'>();

/** Creates the placeholder for an answer. Without it, the SDK would end the call with its own words. */
export function standIn(error: unknown): { action: 'cancel' } {
  const result = { action: 'cancel' } as const;
  const isLate = error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;
  unanswered.set(result, isLate ? 'timeout' : 'failed');
  return result;
}

/** The reason for a missing answer. Undefined for an answer that the client sent, whatever its content. */
export function whyUnanswered(result: unknown): 'timeout' | 'failed' | undefined {
  return typeof result === 'object' && result !== null ? unanswered.get(result) : undefined;
}
