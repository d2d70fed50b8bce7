import { type Execution, FINAL_STATES, millisecondsOf } from '@kestra-mcp/core';
import type { FlowSla } from './sla.schemas.js';

/** The service level of a flow. */
export interface Target {
  maxDuration: string;
  minSuccess: number;
}

const GOOD: ReadonlySet<string> = new Set(['SUCCESS', 'WARNING']);
const MOST_SLOW = 10;

/** Says whether a flow met its target. Executions that have not ended do not count. */
export function judge(
  namespace: string,
  flowId: string,
  runs: readonly Execution[],
  target: Target,
): FlowSla {
  const ended = runs.filter(({ state }) => FINAL_STATES.has(state.current));
  const good = ended.filter(({ state }) => GOOD.has(state.current));
  const success = ended.length === 0 ? 1 : good.length / ended.length;
  const limit = millisecondsOf(target.maxDuration) / 1_000;
  const slow = ended
    .map((run) => ({ id: run.id, seconds: secondsOf(run) }))
    .filter(({ seconds }) => seconds > limit)
    .sort((a, b) => b.seconds - a.seconds);
  return {
    namespace,
    flow_id: flowId,
    kept: success >= target.minSuccess && slow.length === 0,
    target: { max_duration: target.maxDuration, min_success: target.minSuccess },
    runs: ended.length,
    success: Math.round(success * 1_000) / 1_000,
    slow: slow.slice(0, MOST_SLOW),
  };
}

function secondsOf({ state: { startDate, endDate } }: Execution): number {
  if (startDate === undefined || endDate === undefined) return 0;
  return (Date.parse(endDate) - Date.parse(startDate)) / 1_000;
}
