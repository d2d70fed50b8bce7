import { SdkError, SdkErrorCode } from '@modelcontextprotocol/server';

/** Longest wait for a person, in milliseconds: clients end a call after 60 s. */
export const LONGEST_WAIT = 45_000;

/** The stand-ins for answers that never came, and why they did not. */
const unanswered = new WeakMap<object, 'timeout' | 'failed'>();

/** What takes the place of an answer: the SDK would end the call with words of its own. */
export function standIn(error: unknown): { action: 'cancel' } {
  const result = { action: 'cancel' } as const;
  const isLate = error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;
  unanswered.set(result, isLate ? 'timeout' : 'failed');
  return result;
}

/** Why there is no answer; undefined for one that a client has given, whatever it says. */
export function whyUnanswered(result: unknown): 'timeout' | 'failed' | undefined {
  return typeof result === 'object' && result !== null ? unanswered.get(result) : undefined;
}
