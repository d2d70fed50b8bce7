import {
  type Execution,
  FINAL_STATES,
  type KestraClient,
  type LogEntry,
  sleep,
  type ToolContext,
} from '@kestra-mcp/core';
import { capLines, NARROW } from './cap.js';
import type { FollowExecutionLogs } from './logs.schemas.js';
import { loopsOf } from './loops.js';
import { Once } from './once.js';

/** Time between two looks at the execution, in milliseconds. */
const LOOK = 1_000;
/** Lines are written a little after the execution has ended. */
const STRAGGLERS = 1_000;

/**
 * Lines as they are written, each told to the client at once, until the execution has ended or the time is up. Kestra
 * keeps the stream open after the end, so the execution is looked at beside it.
 */
export async function followLogs(kestra: KestraClient, asked: FollowExecutionLogs, context: ToolContext) {
  const { execution_id, min_level, timeout } = asked;
  const first = await kestra.executions.peek(execution_id);
  const lines = new Once();
  const stop = new AbortController();
  const reading = readLines(kestra.logs.follow(execution_id, min_level, stop.signal), lines, context);
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
    const { kept, next } = capLines(all, HOW);
    const gone = closedEarly ? 0 : lines.dropped + all.length - kept.length;
    const loops = await loopsOf(kestra, last, { minLevel: min_level });
    return { results: kept, state, ...loops, ...advice(state, timeout, gone > 0 ? leftOut(gone) : next) };
  } finally {
    stop.abort();
    await Promise.allSettled([reading, watching]);
  }
}

const HOW = `get_execution_logs can ${NARROW}`;

function leftOut(lines: number): string {
  return `${lines} older lines are left out: ${HOW}.`;
}

/** What came again is counted in what is stored; lines that are there must not be lost for that. */
async function settled(lines: Once, stored: () => Promise<LogEntry[]>): Promise<LogEntry[]> {
  return lines.isUnsure ? lines.settled(await stored().catch(() => [])) : lines.lines;
}

async function readLines(stream: AsyncIterable<LogEntry>, lines: Once, context: ToolContext): Promise<void> {
  for await (const line of stream) {
    if (!lines.add(line)) continue;
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

function goOn(state: string, seconds: number): string {
  // Waiting again would be of no use.
  return state === 'PAUSED'
    ? 'It waits for someone: resume_execution lets it go on, and follow_execution_logs shows how.'
    : `Not ended after ${seconds} s: call follow_execution_logs again.`;
}

function advice(state: string, seconds: number, omitted: string | undefined): { next?: string } {
  const next = [FINAL_STATES.has(state) ? undefined : goOn(state, seconds), omitted]
    .filter(Boolean)
    .join(' ');
  return next === '' ? {} : { next };
}
