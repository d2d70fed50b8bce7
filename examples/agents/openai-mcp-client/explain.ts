import { MaxTurnsExceededError, ModelRefusalError } from '@openai/agents';

const NEXT: Record<number, string> = {
  401: 'Check OPENAI_API_KEY, and OPENAI_BASE_URL if it is set.',
  404: 'Check OPENAI_MODEL, and OPENAI_BASE_URL if it is set.',
  429: 'Wait a little, or check the limits and the credit of your account.',
};

/** Says what happened and what to do next, in words that need no knowledge of this code. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ModelRefusalError) return `The model refused: ${error.refusal}`;
  if (error instanceof MaxTurnsExceededError) return 'The model gave no answer: it kept calling tools.';
  const { status } = error as { status?: unknown };
  if (typeof status === 'number') {
    return [`The model's provider answered ${error.message}`, NEXT[status]].filter(Boolean).join('\n');
  }
  return [error.message, error.cause === undefined ? '' : explain(error.cause)].filter(Boolean).join('\n');
}
