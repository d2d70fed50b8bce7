import { type Execution, FINAL_STATES, jsonChars, type KestraClient, type LogEntry } from '@kestra-mcp/core';
import { capLines } from './cap.js';
import { ownLine, said, tracesLeftOut, withoutTraces } from './lines.js';
import type { FollowExecutionLogs } from './logs.schemas.js';
import { loopsOf } from './loops.js';

/** Characters reserved for everything but the lines. */
const MARGIN = 1_000;

interface Followed {
  asked: FollowExecutionLogs;
  last: Execution;
  lines: readonly LogEntry[];
  /** The number of older lines besides these. */
  before: number;
}

export function isEnded({ state }: Execution): boolean {
  return FINAL_STATES.has(state.current);
}

/** The lines that Kestra has stored. */
export function storedOf(
  kestra: KestraClient,
  { execution_id, min_level }: FollowExecutionLogs,
): Promise<LogEntry[]> {
  return kestra.logs.list(execution_id, { minLevel: min_level });
}

/** The result when the execution has ended or the time is up. */
export async function tell(
  kestra: KestraClient,
  { asked, last, lines, before }: Followed,
  answerChars: number,
) {
  const { execution_id, min_level, timeout } = asked;
  const loops = await loopsOf(kestra, last, { minLevel: min_level }, { answerChars });
  const { lines: shown, traces } = withoutTraces(lines, min_level);
  const { kept, total, next } = capLines(shown.map(ownLine), {
    executionId: execution_id,
    room: answerChars - jsonChars(loops) - MARGIN,
    call: 'Call get_execution_logs',
    before,
  });
  return {
    ...{ results: kept, state: last.state.current, ...(total !== undefined && { total }), ...loops },
    ...kestra.ui.link(kestra.ui.execution(last)),
    ...said(goOn(last, timeout), next, tracesLeftOut(traces)),
  };
}

function goOn(last: Execution, seconds: number | undefined): string | undefined {
  if (isEnded(last)) return undefined;
  // Following again would not help before someone resumes it.
  return last.state.current === 'PAUSED'
    ? 'The execution is paused. Call resume_execution to resume it, then follow_execution_logs again.'
    : `The execution has not ended after ${seconds} s. Call follow_execution_logs again.`;
}
