import { type FlowHealth, quantile } from './by-flow.js';

type Flows = ReadonlyMap<string, FlowHealth>;

/** Most flows in a list. */
export const MOST = 10;

/** Flows with failures, the highest failure rate first. */
export function failingFlows(now: Flows, before: Flows) {
  const failing = [...now].filter(([, { failed }]) => failed > 0);
  failing.sort(([, a], [, b]) => b.failed / b.ended - a.failed / a.ended || b.failed - a.failed);
  return failing.map(([key, { namespace, flow_id, ended, failed, lastFailed }]) => {
    const earlier = before.get(key);
    return {
      ...{ namespace, flow_id, ended, failed, failure_rate: rate(failed, ended) },
      ...(earlier && earlier.ended > 0 && { rate_before: rate(earlier.failed, earlier.ended) }),
      last_failed: lastFailed,
    };
  });
}

/** Flows by the median duration of their successful executions, the longest first. */
export function slowestFlows(now: Flows, before: Flows) {
  const slow = [...now].filter(([, { durations }]) => durations.length > 0);
  slow.sort(([, a], [, b]) => (quantile(b.durations, 0.5) ?? 0) - (quantile(a.durations, 0.5) ?? 0));
  return slow.map(([key, { namespace, flow_id, durations }]) => {
    const earlier = before.get(key)?.durations ?? [];
    return {
      ...{ namespace, flow_id, succeeded: durations.length, ...lengths(durations) },
      ...(earlier.length > 0 && { before: { succeeded: earlier.length, ...lengths(earlier) } }),
    };
  });
}

function lengths(sorted: readonly number[]) {
  return { median_s: seconds(quantile(sorted, 0.5)), p95_s: seconds(quantile(sorted, 0.95)) };
}

function seconds(milliseconds = 0): number {
  return Math.round(milliseconds / 10) / 100;
}

/** The failure rate of executions that have ended, from 0 to 1. */
export function rate(failed: number, ended: number): number {
  return ended === 0 ? 0 : Math.round((failed / ended) * 1_000) / 1_000;
}
