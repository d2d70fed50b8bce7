import { type Execution, FINAL_STATES, jsonChars, type KestraClient, type LogEntry } from '@kestra-mcp/core';
import { capLines } from './cap.js';
import { ownLine, said, tracesLeftOut, withoutTraces } from './lines.js';
import type { FollowExecutionLogs } from './logs.schemas.js';
import { loopsOf } from './loops.js';

/** For what stands beside the lines. */
const MARGIN = 1_000;

interface Followed {
  asked: FollowExecutionLogs;
  last: Execution;
  lines: readonly LogEntry[];
  /** How many older lines there are beside these. */
  before: number;
}

export function isEnded({ state }: Execution): boolean {
  return FINAL_STATES.has(state.current);
}

/** The lines as Kestra keeps them. */
export function storedOf(
  kestra: KestraClient,
  { execution_id, min_level }: FollowExecutionLogs,
): Promise<LogEntry[]> {
  return kestra.logs.list(execution_id, { minLevel: min_level });
}

/** The answer when the following is over, or its time. */
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
    call: 'get_execution_logs',
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
  // Waiting again would be of no use.
  return last.state.current === 'PAUSED'
    ? 'It waits for someone: resume_execution lets it go on, and follow_execution_logs shows how.'
    : `Not ended after ${seconds} s: call follow_execution_logs again.`;
}
