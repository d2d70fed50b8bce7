import { readBytes } from './body.js';
import type { Deadline } from './deadline.js';
import { problemNamed } from './refused/problems.js';
import { readWords } from './refused/words.js';
import { LONGEST_WAIT, PASSING } from './request.js';

/** Maximum size of a problem document in bytes. It is usually a few lines. */
const LIMIT = 1024 * 1024;
/** Wait before the first retries if Kestra does not suggest one, in milliseconds. */
const USUAL_WAIT = 600;

interface Failed extends Error {
  response: Response;
}

/** The last response. ky retries on a status only if it may throw, and its error carries the response. */
export async function answerOf(sent: Promise<Response>): Promise<Response> {
  try {
    return await sent;
  } catch (error) {
    if (hasAnswer(error)) return error.response;
    throw error;
  }
}

/**
 * False if Kestra says that a retry does not help, or if the wait would exceed the time limit: the response says more
 * than a timeout would. Otherwise undefined, and the status decides.
 */
export async function worthRetry(
  error: unknown,
  { signal, left }: Pick<Deadline, 'signal' | 'left'>,
): Promise<false | undefined> {
  if (!hasAnswer(error)) return undefined;
  const { status, headers } = error.response;
  if (PASSING.includes(status) && waitAfter(headers) >= left) return false;
  const type = headers.get('content-type') ?? '';
  if (!PASSING.includes(status) || !/\bjson\b/i.test(type)) return undefined;
  const bytes = await readBytes(error.response, LIMIT, 'a failing answer', signal);
  // The body is read again after the last attempt. An aborted clone would reject where nothing can catch it.
  error.response = new Response(Buffer.from(bytes), { status, headers });
  const problem = problemNamed(readWords(new TextDecoder().decode(bytes), type).problem);
  return problem === undefined || problem.passes ? undefined : false;
}

function hasAnswer(error: unknown): error is Failed {
  return error instanceof Error && error.name === 'HTTPError' && 'response' in error;
}

/** The wait before the next attempt, in milliseconds, or a lower bound for it. */
function waitAfter(headers: Headers): number {
  const asked = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - Date.now();
  return Math.min(Number.isNaN(wait) ? USUAL_WAIT : wait, LONGEST_WAIT);
}
