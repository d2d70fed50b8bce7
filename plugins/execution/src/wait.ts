import {
  describeError,
  type Execution,
  FINAL_STATES,
  type KestraClient,
  KestraError,
  sleep,
  type ToolContext,
  tellExecution,
} from '@kestra-mcp/core';
import { type Told, told } from './told.js';

/** Time between two looks, in milliseconds: short flows are seen at once, long ones are not asked after too often. */
const LOOKS = [100, 200, 300, 500, 1_000, 1_500, 2_000];

/** For the words beside an execution that could not be looked at any more. */
const MARGIN = 1_500;

/** Waits until an execution ends, pauses, or the time is up; answers with what there is and how to go on. */
export async function waitForExecution(
  kestra: KestraClient,
  created: Execution,
  seconds: number,
  context: ToolContext,
): Promise<Told> {
  const deadline = Date.now() + seconds * 1000;
  const { answerChars } = context;
  let last = created;
  let look = 0;
  try {
    for (; !isOver(last) && Date.now() < deadline; look++) {
      await context.progress(progressLine(last), look);
      await sleep(Math.min(LOOKS[look] ?? 2_000, Math.max(0, deadline - Date.now())));
      last = await kestra.executions.peek(created.id);
    }
    await context.progress(progressLine(last), look);
    if (isOver(last)) last = await kestra.executions.get(created.id);
    const answer = await told(kestra, last, { answerChars });
    return withNext(answer, advice(answer, seconds), answer.next);
  } catch (error) {
    // The execution has started; what went wrong is only the looking.
    if (context.signal.aborted) throw error;
    const answer = tellExecution(kestra, last, { room: answerChars - MARGIN });
    return withNext(answer, `The waiting broke off: ${reasonOf(error)} ${LOOK_AGAIN}`, answer.next);
  }
}

/** Without Kestra's own words: what is in `next` is taken for ours. */
function reasonOf(error: unknown): string {
  if (!(error instanceof KestraError) || error.said === '') return describeError(error);
  const [what = ''] = error.message.split(': ');
  return [`${what}.`, error.hint ?? ''].join('\n').trim();
}

function withNext(answer: Told, ...said: readonly (string | undefined)[]): Told {
  const next = said.filter(Boolean).join(' ');
  return { ...answer, ...(next !== '' && { next }) };
}

const LOOK_AGAIN = 'Look again with manage_executions, action get.';

function isOver({ state }: Execution): boolean {
  return FINAL_STATES.has(state.current) || state.current === 'PAUSED';
}

function progressLine({ state, taskRunList }: Execution): string {
  // Kestra may say null where it has none.
  const runs = taskRunList ?? [];
  const ended = runs.filter((run) => FINAL_STATES.has(run.state.current)).length;
  const running = runs.find((run) => !FINAL_STATES.has(run.state.current));
  const tasks = runs.length === 0 ? '' : `, ${ended} of ${runs.length} started tasks ended`;
  return `${state.current}${tasks}${running ? `, at ${running.taskId}` : ''}`;
}

function advice({ state, loops }: Told, seconds: number): string | undefined {
  if (state.current === 'PAUSED') return 'It waits for someone: resume_execution lets it go on.';
  if (state.current === 'FAILED')
    return 'get_execution_logs says why; restart_execution runs it again from there.';
  if (FINAL_STATES.has(state.current)) return undefined;
  const paused = loops?.iterations.some((each) => each.state === 'PAUSED');
  const waiting = paused ? ' Iterations of its loop wait for someone: resume_execution takes their ids.' : '';
  return `Not ended after ${seconds} s; it goes on in Kestra.${waiting} ${LOOK_AGAIN}`;
}
