import { describeError } from '../../foundation/errors.js';
import type { KestraClient } from '../../kestra/client.js';
import type { Execution } from '../../kestra/types.js';
import { KestraError } from '../../kestra/wire/errors.js';
import { sleep } from '../../kestra/wire/scope.js';
import { tellExecution } from '../../response/execution/tell-execution.js';
import type { ToolContext } from '../author/context.js';
import { type Awaited, advice, howFar, isOver, LOOK_AGAIN, withNext } from './run-state.js';
import { type Told, tellWithLoops } from './tell-with-loops.js';
import { pauseAfter } from './until-over.js';

/** How long every client waits for a result, in seconds, with some margin. */
export const USUAL_WAIT = 50;

/** Reserved for the text about an execution that could not be checked any more. */
const MARGIN = 1_500;

/** The longest wait, and when to stop earlier. */
export interface Waiting extends Awaited {
  /** In seconds. */
  timeout?: number | undefined;
}

/** Waits until an execution ends or pauses, or the time is up. Returns the current state and what to do next. */
export async function waitForExecution(
  kestra: KestraClient,
  created: Execution,
  { timeout = USUAL_WAIT, ...awaited }: Waiting,
  context: ToolContext,
): Promise<Told> {
  const deadline = Date.now() + timeout * 1_000;
  let last = created;
  let look = 0;
  try {
    for (; !isOver(last, awaited) && Date.now() < deadline; look++) {
      await context.progress(howFar(last), look);
      await sleep(Math.min(pauseAfter(look), Math.max(0, deadline - Date.now())));
      last = await kestra.executions.peek(created.id);
    }
    await context.progress(howFar(last), look);
    return await tellAwaited(kestra, last, { ...awaited, timeout }, context);
  } catch (error) {
    // The execution has started. Only checking on it failed.
    if (context.signal.aborted) throw error;
    const answer = tellExecution(kestra, last, { room: context.answerChars - MARGIN });
    return withNext(answer, `Waiting was interrupted: ${reasonOf(error)} ${LOOK_AGAIN}`, answer.next);
  }
}

/** The result when waiting is over or the time is up. */
export async function tellAwaited(
  kestra: KestraClient,
  last: Execution,
  { timeout, ...awaited }: Waiting,
  { answerChars }: Pick<ToolContext, 'answerChars'>,
): Promise<Told> {
  const whole = isOver(last, awaited) ? await kestra.executions.get(last.id) : last;
  const answer = await tellWithLoops(kestra, whole, { answerChars });
  return withNext(answer, advice(answer, timeout), answer.next);
}

/** Without Kestra's own words, because `next` counts as our text. */
function reasonOf(error: unknown): string {
  if (!(error instanceof KestraError) || error.said === '') return describeError(error);
  const [what = ''] = error.message.split(': ');
  return [`${what}.`, error.hint ?? ''].join('\n').trim();
}
