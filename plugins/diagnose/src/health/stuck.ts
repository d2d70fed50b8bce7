import type { Execution, KestraClient } from '@kestra-mcp/core';
import { type FlowHealth, keyOf, quantile } from './by-flow.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds that an execution may stay in a state. For RUNNING, see also `TIMES`. */
const LONG: Readonly<Record<string, number>> = {
  CREATED: 15 * MINUTE,
  SUBMITTED: 15 * MINUTE,
  RESTARTED: 15 * MINUTE,
  KILLING: 15 * MINUTE,
  QUEUED: HOUR,
  RETRYING: 6 * HOUR,
  RUNNING: HOUR,
  PAUSED: 24 * HOUR,
  BREAKPOINT: 24 * HOUR,
};
/** Milliseconds for a running execution if no other execution of its flow is known. */
const UNKNOWN = 24 * HOUR;
/** A running execution is stuck after this many times the usual duration of its flow. */
const TIMES = 3;
const ROWS = 100;
const WHY: Readonly<Record<string, string>> = {
  CREATED: 'No worker or executor has picked it up.',
  SUBMITTED: 'No worker has picked it up.',
  QUEUED: 'It waits for other executions of its flow, because of the concurrency limit.',
  PAUSED: 'It waits to be resumed.',
  BREAKPOINT: 'It waits to be resumed.',
};

/** Executions that have not ended and have not changed their state for long, the longest first. */
export async function findStuck(
  kestra: KestraClient,
  namespace: string | undefined,
  { now, flows }: { now: number; flows: ReadonlyMap<string, FlowHealth> },
) {
  const { rows, left } = await readOpen(kestra, namespace);
  const stuck = rows.flatMap((row) => {
    const since = sinceOf(row);
    const length = now - Date.parse(since);
    const usual = quantile(flows.get(keyOf(row.namespace, row.flowId))?.durations ?? [], 0.95);
    return length > longest(row, usual) ? [told(row, since, usual)] : [];
  });
  return { stuck: stuck.sort((a, b) => a.since.localeCompare(b.since)), left };
}

/** Executions that have not ended: the newest and, if there are many, the oldest. */
async function readOpen(kestra: KestraClient, namespace: string | undefined) {
  const { submittedState } = await kestra.instance.dialect();
  // Kestra refuses states that it does not know.
  const state = Object.keys(LONG).filter((each) => submittedState || each !== 'SUBMITTED');
  const read = (page: number) => kestra.executions.search({ namespace, state, page, size: ROWS });
  const first = await read(1);
  const { total = first.results.length } = first;
  const last = total > ROWS ? await read(Math.ceil(total / ROWS)) : undefined;
  const found = [...first.results, ...(last?.results ?? [])];
  const rows = [...new Map(found.map((row) => [row.id, row])).values()];
  return { rows, left: Math.max(0, total - rows.length) };
}

function longest({ state: { current } }: Execution, usual: number | undefined): number {
  const long = LONG[current] ?? UNKNOWN;
  if (current !== 'RUNNING') return long;
  return usual === undefined ? UNKNOWN : Math.max(long, TIMES * usual);
}

/** Since when it has been in its state. */
function sinceOf({ state }: Execution): string {
  const { histories, startDate = '' } = state as { histories?: { date?: string }[]; startDate?: string };
  return histories?.at(-1)?.date ?? startDate;
}

function told({ id, namespace, flowId, state }: Execution, since: string, usual: number | undefined) {
  const { current } = state;
  const why =
    current === 'RUNNING' && usual !== undefined
      ? `Nearly all executions of this flow end within ${Math.ceil(usual / 1_000)} s.`
      : WHY[current];
  return { execution_id: id, namespace, flow_id: flowId, state: current, since, ...(why && { why }) };
}
