import {
  type Execution,
  FINAL_STATES,
  type KestraClient,
  millisecondsOf,
  rowsWithin,
} from '@kestra-mcp/core';
import { byFlow } from './by-flow.js';
import type { SummarizeHealth } from './health.schemas.js';
import { countStates, type Period, type Runs, readRuns } from './read-runs.js';
import { runsOfSchedules } from './schedules.js';
import { findStuck } from './stuck.js';
import { failingFlows, MOST, rate, slowestFlows } from './tell-flows.js';
import { disabledTriggers, missedSchedules, readFlows, readTriggers } from './triggers.js';

/** Most requests for the executions of the period, and of the period before. Only the newest are read. */
const PAGES = 4;
const PAGES_BEFORE = 3;
/** States to count with requests if not all executions are read. */
const STATES = ['SUCCESS', 'WARNING', 'FAILED', 'KILLED', 'CANCELLED', 'RUNNING'];
/** Share of the result that one list may take. */
const SHARE = 0.18;

const NEXT =
  'To find out why an execution failed or is waiting, call diagnose_execution. To see the executions of a flow or state, call list_executions.';

/** Summarizes the health of a namespace, or of all, over a period: executions, triggers, and what has not ended. */
export async function summarizeHealth(kestra: KestraClient, asked: SummarizeHealth, answerChars: number) {
  const now = Date.now();
  const { period, before } = periodsOf(asked, now);
  const [runs, earlier, triggers, declaring] = await Promise.all([
    readRuns(kestra, period, PAGES),
    readRuns(kestra, before, PAGES_BEFORE),
    readTriggers(kestra, asked.namespace),
    readFlows(kestra, asked.namespace),
  ]);
  const [flows, flowsBefore] = [byFlow(runs.rows), byFlow(earlier.rows)];
  const both = [...runs.rows, ...earlier.rows];
  const [executions, { stuck, left }] = await Promise.all([
    tellStates(kestra, { period, runs }, { before, earlier }),
    findStuck(kestra, asked.namespace, { now, flows: byFlow(both) }),
  ]);
  const seen = { ran: runsOfSchedules(both), from: Date.parse(period.startDate), now, isAll: runs.isAll };
  const lists = {
    failing: failingFlows(flows, flowsBefore),
    slowest: slowestFlows(flows, flowsBefore).slice(0, MOST),
    missed_schedules: await missedSchedules(triggers.rows, seen),
    disabled_triggers: disabledTriggers(triggers.rows, declaring.rows),
    stuck,
  };
  const isNowhere = asked.namespace !== undefined && both.length + declaring.rows.length === 0;
  return {
    ...(asked.namespace !== undefined && { namespace: asked.namespace }),
    ...(isNowhere && {
      note: `The namespace "${asked.namespace}" has no flows and no executions. Check its name.`,
    }),
    ...{ from: period.startDate, to: period.endDate, before_from: before.startDate, executions },
    ...shortened(lists, answerChars),
    ...notLookedAt({ runs, earlier, left, triggers: triggers.left, flows: declaring.left }),
    next: NEXT,
  };
}

/** A period until now, and the period of the same length before it. */
function periodsOf({ namespace, time_range }: SummarizeHealth, now: number) {
  const length = Math.min(now / 2, Math.max(1_000, millisecondsOf(time_range)));
  const [start, mid, end] = [2, 1, 0].map((times) => new Date(now - times * length).toISOString());
  return {
    period: { namespace, startDate: mid ?? '', endDate: end ?? '' },
    before: { namespace, startDate: start ?? '', endDate: mid ?? '' },
  };
}

interface Now {
  period: Period;
  runs: Runs;
}
interface Before {
  before: Period;
  earlier: Runs;
}

async function tellStates(kestra: KestraClient, { period, runs }: Now, { before, earlier }: Before) {
  const [states, failedBefore] = await Promise.all([
    runs.isAll
      ? statesIn(runs.rows)
      : countStates(kestra, period, STATES).then((counts) => withOthers(counts, runs.total)),
    earlier.isAll ? statesIn(earlier.rows) : countStates(kestra, before, ['FAILED']),
  ]);
  const failed = states.FAILED ?? 0;
  const failedThen = failedBefore.FAILED ?? 0;
  const endedThen = earlier.isAll ? endedOf(failedBefore) : earlier.total;
  return {
    ...{ total: runs.total, states, failure_rate: rate(failed, endedOf(states)) },
    before: { total: earlier.total, failed: failedThen, failure_rate: rate(failedThen, endedThen) },
  };
}

function endedOf(states: Readonly<Record<string, number>>): number {
  const ended = Object.entries(states).filter(([state]) => FINAL_STATES.has(state));
  return ended.reduce((sum, [, count]) => sum + count, 0);
}

/** Adds the executions in other states, so that the counts add up to the total. */
function withOthers(states: Readonly<Record<string, number>>, total: number): Record<string, number> {
  const others = Object.values(states).reduce((left, count) => left - count, total);
  return { ...states, ...(others > 0 && { OTHERS: others }) };
}

function statesIn(rows: readonly Execution[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state.current] = (counts[state.current] ?? 0) + 1;
  return counts;
}

/** The first rows of each list, and how many more there are. */
function shortened<T extends Record<string, readonly unknown[]>>(lists: T, answerChars: number) {
  const more: Record<string, number> = {};
  const shown = Object.entries(lists).map(([name, rows]) => {
    const kept = rowsWithin(rows.slice(0, MOST), answerChars * SHARE);
    if (kept.length < rows.length) more[name] = rows.length - kept.length;
    return [name, kept] as const;
  });
  return { ...(Object.fromEntries(shown) as unknown as T), ...(Object.keys(more).length > 0 && { more }) };
}

interface Looked {
  runs: Runs;
  earlier: Runs;
  left: number;
  triggers: number;
  flows: number;
}

function notLookedAt({ runs, earlier, left, triggers, flows }: Looked) {
  const of = (rows: Runs, when: string) =>
    `Only the newest ${rows.rows.length} of ${rows.total} executions ${when} were read to summarize the flows.`;
  const said = [
    ...(runs.isAll ? [] : [of(runs, 'of this period'), 'Schedules were not compared with their executions.']),
    ...(earlier.isAll ? [] : [of(earlier, 'of the period before')]),
    ...(left > 0 ? [`${left} executions that have not ended were not read.`] : []),
    ...(triggers > 0 ? [`${triggers} triggers were not read.`] : []),
    ...(flows > 0 ? [`${flows} flows were not searched for triggers that their YAML disables.`] : []),
    'Flow and Webhook triggers were not checked, because Kestra does not say when they should run.',
  ];
  return { not_looked_at: said };
}
