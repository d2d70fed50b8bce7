import {
  type Execution,
  FINAL_STATES,
  isStackTrace,
  jsonChars,
  type KestraClient,
  type LogEntry,
  sleep,
  type ToolContext,
} from '@kestra-mcp/core';
import { capLines } from './cap.js';
import { ownLine, said, tracesLeftOut, withoutTraces } from './lines.js';
import type { FollowExecutionLogs } from './logs.schemas.js';
import { loopsOf } from './loops.js';
import { Once } from './once.js';

/** Time between two looks at the execution, in milliseconds. */
const LOOK = 1_000;
/** Lines are written a little after the execution has ended. */
const STRAGGLERS = 1_000;
/** For what stands beside the lines. */
const MARGIN = 1_000;

/**
 * Lines as they are written, each told to the client at once, until the execution has ended or the time is up. Kestra
 * keeps the stream open after the end, so the execution is looked at beside it.
 */
export async function followLogs(kestra: KestraClient, asked: FollowExecutionLogs, context: ToolContext) {
  const { execution_id, min_level, timeout } = asked;
  const first = await kestra.executions.peek(execution_id);
  const lines = new Once();
  const stop = new AbortController();
  const stream = kestra.logs.follow(execution_id, min_level, stop.signal);
  const reading = readLines(stream, lines, { context, minLevel: min_level });
  const watching = watchState(kestra, first, timeout, stop.signal);
  try {
    // A stream that breaks is told at once; the watch has its own limit.
    const last = await Promise.race([watching, reading.then(() => watching)]);
    const state = last.state.current;
    if (FINAL_STATES.has(state)) await sleep(STRAGGLERS);
    const closedEarly = await Promise.race([reading.then(() => true), sleep(0).then(() => false)]);
    stop.abort();
    await reading;
    const stored = () => kestra.logs.list(execution_id, { minLevel: min_level });
    // Whoever closed the stream, what was written after that is there to be read.
    const all = closedEarly ? await stored() : await settled(lines, stored);
    const loops = await loopsOf(kestra, last, { minLevel: min_level }, context);
    const { lines: shown, traces } = withoutTraces(all, min_level);
    const room = context.answerChars - jsonChars(loops) - MARGIN;
    const { kept, total, next } = capLines(shown.map(ownLine), {
      executionId: execution_id,
      room,
      call: 'get_execution_logs',
      before: closedEarly ? 0 : lines.dropped,
    });
    return {
      ...{ results: kept, state, ...(total !== undefined && { total }), ...loops },
      ...kestra.ui.link(kestra.ui.execution(last)),
      ...said(goOn(state, timeout), next, tracesLeftOut(traces)),
    };
  } finally {
    stop.abort();
    await Promise.allSettled([reading, watching]);
  }
}

/** What came again is counted in what is stored; lines that are there must not be lost for that. */
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

/** Looks until the execution has ended, the time is up, or nobody waits any more. */
async function watchState(
  kestra: KestraClient,
  first: Execution,
  seconds: number,
  stopped: AbortSignal,
): Promise<Execution> {
  const deadline = Date.now() + seconds * 1000;
  let last = first;
  while (!FINAL_STATES.has(last.state.current) && !stopped.aborted && Date.now() < deadline) {
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

function goOn(state: string, seconds: number): string | undefined {
  if (FINAL_STATES.has(state)) return undefined;
  // Waiting again would be of no use.
  return state === 'PAUSED'
    ? 'It waits for someone: resume_execution lets it go on, and follow_execution_logs shows how.'
    : `Not ended after ${seconds} s: call follow_execution_logs again.`;
}
