import {
  type AsTask,
  defineTask,
  type Execution,
  execution_id,
  executionGoesOn,
  isStackTrace,
  type KestraClient,
  type LogEntry,
  sleep,
  type ToolContext,
} from '@kestra-mcp/core';
import * as z from 'zod';
import { isEnded, storedOf, tell } from './followed.js';
import { type FollowExecutionLogs, min_level } from './logs.schemas.js';
import { Once } from './once.js';

/** Time between two checks of the execution, in milliseconds. */
const LOOK = 1_000;
/** Some lines are written shortly after the execution has ended, in milliseconds. */
const STRAGGLERS = 1_000;
/** Default of the longest wait without a task, in seconds. */
const USUAL_WAIT = 50;

/** The state of a task that follows logs. */
const Followed = z.object({ execution_id, min_level, timeout: z.number().optional() });

/** Follows the logs as a task. Nobody receives lines while the task runs, so all lines are read at its end. */
export const followTask = defineTask({
  state: Followed,
  async look(asked, { kestra, begunAt, hasEnded, answerChars }) {
    const { execution_id, timeout } = asked;
    const last = await kestra.executions.peek(execution_id);
    const isLate = timeout !== undefined && Date.now() - begunAt.getTime() >= timeout * 1_000;
    const isOver = isEnded(last) || last.state.current === 'PAUSED';
    if (!isOver && !isLate && !hasEnded) return { status: 'working' as const, message: last.state.current };
    if (isEnded(last)) await sleep(STRAGGLERS);
    const lines = await storedOf(kestra, asked);
    return {
      status: 'completed' as const,
      result: await tell(kestra, { asked, last, lines, before: 0 }, answerChars),
    };
  },
  goesOn: ({ execution_id }) => executionGoesOn(execution_id),
});

/** The task, if the client accepts one and the execution has not ended. */
export async function followAsTask(
  { executions }: KestraClient,
  asked: FollowExecutionLogs,
  { task }: ToolContext,
): Promise<AsTask | undefined> {
  if (task === undefined || isEnded(await executions.peek(asked.execution_id))) return undefined;
  return task(asked);
}

/**
 * Sends each line to the client as it is written, until the execution has ended or the time is up. Kestra keeps the
 * stream open after the end, so the state of the execution is checked in parallel.
 */
export async function followLogs(
  kestra: KestraClient,
  { timeout = USUAL_WAIT, ...given }: FollowExecutionLogs,
  context: ToolContext,
) {
  const asked = { ...given, timeout };
  const { execution_id, min_level } = asked;
  const first = await kestra.executions.peek(execution_id);
  const lines = new Once();
  const stop = new AbortController();
  const stream = kestra.logs.follow(execution_id, min_level, stop.signal);
  const reading = readLines(stream, lines, { context, minLevel: min_level });
  const watching = watchState(kestra, first, timeout, stop.signal);
  try {
    // A broken stream is reported immediately. The watch has its own limit.
    const last = await Promise.race([watching, reading.then(() => watching)]);
    if (isEnded(last)) await sleep(STRAGGLERS);
    const closedEarly = await Promise.race([reading.then(() => true), sleep(0).then(() => false)]);
    stop.abort();
    await reading;
    const stored = () => storedOf(kestra, asked);
    // If the stream was closed early, the lines written after that are read from the store.
    const all = closedEarly ? await stored() : await settled(lines, stored);
    const before = closedEarly ? 0 : lines.dropped;
    return await tell(kestra, { asked, last, lines: all, before }, context.answerChars);
  } finally {
    stop.abort();
    await Promise.allSettled([reading, watching]);
  }
}

/** Repeated lines are counted in the stored lines. If these cannot be read, no line is lost. */
async function settled(lines: Once, stored: () => Promise<LogEntry[]>): Promise<LogEntry[]> {
  return lines.isUnsure ? lines.settled(await stored().catch(() => [])) : lines.lines;
}

async function readLines(
  stream: AsyncIterable<LogEntry>,
  lines: Once,
  { context, minLevel }: { context: ToolContext; minLevel: string | undefined },
): Promise<void> {
  for await (const line of stream) {
    if (!lines.add(line) || (minLevel === undefined && isStackTrace(line))) continue;
    const text = `${line.timestamp} ${line.level} ${line.message ?? ''}`;
    await context.progress(text, lines.lines.length + lines.dropped);
    await context.log(levelOf(line.level), text);
  }
}

/** Checks the execution until it has ended, the time is up, or the caller has stopped waiting. */
async function watchState(
  kestra: KestraClient,
  first: Execution,
  seconds: number,
  stopped: AbortSignal,
): Promise<Execution> {
  const deadline = Date.now() + seconds * 1000;
  let last = first;
  while (!isEnded(last) && !stopped.aborted && Date.now() < deadline) {
    await sleep(Math.min(LOOK, Math.max(0, deadline - Date.now())));
    last = await kestra.executions.peek(first.id);
  }
  return last;
}

function levelOf(level: string): 'debug' | 'info' | 'warning' | 'error' {
  if (level === 'ERROR') return 'error';
  if (level === 'WARN') return 'warning';
  return level === 'INFO' ? 'info' : 'debug';
}
