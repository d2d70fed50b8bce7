import type { Execution, FoundTrigger, Trigger } from '@kestra-mcp/core';
import { keyOf } from './by-flow.js';

const MINUTE = 60_000;
/** A scheduler is never later than this, in milliseconds. */
const GRACE = 5 * MINUTE;
/** Dates of a schedule that are counted. */
const MOST = 2_000;
const NAMED = 5;
/** What may keep a schedule from a run that its cron has. */
const CONDITIONS = ['conditions', 'when', 'dependsOn', 'stopAfter', 'lateMaximumDelay', 'scheduleConditions'];

/** What is known of the runs: from when on, until when, and whether all of them are at hand. */
export interface Seen {
  rows: readonly Execution[];
  from: number;
  now: number;
  isAll: boolean;
}

/** A schedule that should have run and did not, or undefined for one of which nobody can say so. */
export async function missedBy({ row, declared }: FoundTrigger, seen: Seen) {
  if (row.disabled === true || declared?.disabled === true || row.backfill != null) return undefined;
  const { namespace, flowId, triggerId } = row;
  const ids = { namespace, flow_id: flowId, trigger_id: triggerId, cron: declared?.cron };
  const next = Date.parse(row.nextEvaluationDate ?? row.nextExecutionDate ?? '');
  const isLate = isSchedule(declared) && next < seen.now - GRACE;
  const dates = await datesOf(
    declared,
    Math.max(seen.from, firstRun(row, seen) ?? Infinity),
    seen.now - GRACE,
  );
  const missing = dates?.filter((date) => !ranAt(row, seen.rows, date)) ?? [];
  const isGap = seen.isAll && missing.length > 0;
  if (!isLate && !isGap) return undefined;
  return {
    ...ids,
    ...(isLate && { due: new Date(next).toISOString() }),
    ...(isLate && isLocked(row) && { note: 'It is locked: its last run goes on, or a worker has it.' }),
    ...(isGap && {
      expected: dates?.length,
      missed: missing.length,
      missed_dates: missing.slice(0, NAMED).map((date) => new Date(date).toISOString()),
    }),
  };
}

function isSchedule(declared: Trigger | undefined): boolean {
  return typeof declared?.cron === 'string';
}

function isLocked({ locked, executionId }: FoundTrigger['row']): boolean {
  return typeof locked === 'boolean' ? locked : executionId != null;
}

/** Its schedule was there from then on at least. */
function firstRun(row: FoundTrigger['row'], { rows }: Seen): number | undefined {
  const dates = rows.filter((run) => isOf(run, row)).flatMap((run) => dateOf(run) ?? []);
  return dates.length > 0 ? Math.min(...dates) : undefined;
}

function ranAt(row: FoundTrigger['row'], rows: readonly Execution[], date: number): boolean {
  return rows.some((run) => isOf(run, row) && Math.abs((dateOf(run) ?? 0) - date) < MINUTE / 2);
}

function isOf(run: Execution, { namespace, flowId, triggerId }: FoundTrigger['row']): boolean {
  const { trigger } = run as { trigger?: { id?: unknown } | null };
  return keyOf(run.namespace, run.flowId) === keyOf(namespace, flowId) && trigger?.id === triggerId;
}

/** The date of the schedule that a run is for. */
function dateOf(run: Execution): number | undefined {
  const { trigger } = run as { trigger?: { variables?: { date?: unknown } | null } | null };
  const date = Date.parse(String(trigger?.variables?.date ?? ''));
  return Number.isNaN(date) ? undefined : date;
}

/** Dates of a cron behind a moment and up to another; none of one with conditions, or that croner does not understand. */
async function datesOf(
  declared: Trigger | undefined,
  from: number,
  to: number,
): Promise<number[] | undefined> {
  if (!isSchedule(declared) || !Number.isFinite(from)) return undefined;
  if (CONDITIONS.some((name) => declared?.[name] != null)) return undefined;
  const { Cron } = await import('croner');
  const zone = typeof declared?.timezone === 'string' ? { timezone: declared.timezone } : { utcOffset: 0 };
  const mode = declared?.withSeconds === true ? '6-part' : '5-part';
  try {
    const schedule = new Cron(String(declared?.cron), { ...zone, mode, sloppyRanges: true });
    const dates: number[] = [];
    for (
      let at = schedule.nextRun(new Date(from - 1));
      at !== null && at.getTime() <= to;
      at = schedule.nextRun(at)
    ) {
      dates.push(at.getTime());
      if (dates.length > MOST) return undefined;
    }
    return dates;
  } catch {
    return undefined;
  }
}
