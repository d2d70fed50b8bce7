import { type Execution, FINAL_STATES } from '@kestra-mcp/core';

/** The executions of a flow, counted. */
export interface FlowHealth {
  namespace: string;
  flow_id: string;
  runs: number;
  failed: number;
  ended: number;
  /** Durations of the successful ones in milliseconds, shortest first. */
  durations: number[];
  lastFailed?: string;
}

const GOOD: ReadonlySet<string> = new Set(['SUCCESS', 'WARNING']);

/** Groups executions by flow. Expects the newest first. */
export function byFlow(rows: readonly Execution[]): Map<string, FlowHealth> {
  const flows = new Map<string, FlowHealth>();
  for (const row of rows) {
    const { namespace, flowId, state } = row;
    const key = keyOf(namespace, flowId);
    const flow = flows.get(key) ?? {
      namespace,
      flow_id: flowId,
      runs: 0,
      failed: 0,
      ended: 0,
      durations: [],
    };
    flows.set(key, flow);
    flow.runs += 1;
    if (FINAL_STATES.has(state.current)) flow.ended += 1;
    if (state.current === 'FAILED') {
      flow.failed += 1;
      flow.lastFailed ??= row.id;
    }
    const length = GOOD.has(state.current) ? durationOf(row) : undefined;
    if (length !== undefined) flow.durations.push(length);
  }
  for (const { durations } of flows.values()) durations.sort((a, b) => a - b);
  return flows;
}

export function keyOf(namespace: string, flowId: string): string {
  return `${namespace}/${flowId}`;
}

/** The quantile of a sorted list: 0.5 is the median. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function durationOf({ state }: Execution): number | undefined {
  const { startDate, endDate } = state;
  if (startDate === undefined || endDate === undefined) return undefined;
  const length = Date.parse(endDate) - Date.parse(startDate);
  return Number.isNaN(length) ? undefined : length;
}
