import { readBytes } from './body.js';
import type { Deadline } from './deadline.js';
import { problemNamed } from './problems.js';
import { LONGEST_WAIT, PASSING } from './request.js';
import { readWords } from './words.js';

/** Of a problem document, which is a few lines. */
const LIMIT = 1024 * 1024;
/** Of the first tries, where Kestra does not say how long, in milliseconds. */
const USUAL_WAIT = 600;

interface Failed extends Error {
  response: Response;
}

/** What was answered at last: ky retries on a status only when it may throw, and what it throws carries the answer. */
export async function answerOf(sent: Promise<Response>): Promise<Response> {
  try {
    return await sent;
  } catch (error) {
    if (hasAnswer(error)) return error.response;
    throw error;
  }
}

/**
 * False where Kestra says that trying again does not help, or when that would be too late: its answer says more than that
 * there was none in time. Otherwise its status decides.
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
  // It is read once more when the tries are over. A clone would do, but one that is aborted rejects out of all reach.
  error.response = new Response(Buffer.from(bytes), { status, headers });
  const problem = problemNamed(readWords(new TextDecoder().decode(bytes), type).problem);
  return problem === undefined || problem.passes ? undefined : false;
}

function hasAnswer(error: unknown): error is Failed {
  return error instanceof Error && error.name === 'HTTPError' && 'response' in error;
}

/** How long is waited before the next try, in milliseconds, and what that takes at least. */
function waitAfter(headers: Headers): number {
  const asked = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - Date.now();
  return Math.min(Number.isNaN(wait) ? USUAL_WAIT : wait, LONGEST_WAIT);
}
