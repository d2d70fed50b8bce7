import type { Execution, FoundTrigger, Trigger } from '@kestra-mcp/core';

const MINUTE = 60_000;
/** Milliseconds that a scheduler may be late. */
const GRACE = 5 * MINUTE;
/** Most dates of a schedule to count. */
const MOST = 2_000;
const NAMED = 5;
/** Properties that may keep a schedule from running on a date of its cron. */
const CONDITIONS = ['conditions', 'when', 'dependsOn', 'stopAfter', 'lateMaximumDelay', 'scheduleConditions'];

/** Dates in seconds for which a trigger has run, and the time in milliseconds since when it has existed at least. */
interface Ran {
  dates: Set<number>;
  since: number;
}

/** What is known about the executions of triggers, for which period, and whether that is complete. */
export interface Seen {
  ran: ReadonlyMap<string, Ran>;
  from: number;
  now: number;
  isAll: boolean;
}

/** The executions of schedules by trigger. */
export function runsOfSchedules(rows: readonly Execution[]): Map<string, Ran> {
  const found = new Map<string, Ran>();
  for (const { namespace, flowId, trigger, state } of rows) {
    const { id, variables } = (trigger ?? {}) as { id?: unknown; variables?: { date?: unknown } | null };
    const date = Date.parse(String(variables?.date ?? ''));
    if (typeof id !== 'string' || Number.isNaN(date)) continue;
    const key = keyOf(namespace, flowId, id);
    const ran = found.get(key) ?? { dates: new Set(), since: Infinity };
    ran.dates.add(Math.round(date / 1_000));
    // The date of a backfill is long before its execution.
    ran.since = Math.min(ran.since, Date.parse(state.startDate ?? ''));
    found.set(key, ran);
  }
  return found;
}

function keyOf(...names: readonly string[]): string {
  return names.join('/');
}

/** Describes a schedule that should have run and did not; undefined for any other. */
export async function missedBy({ row, declared }: FoundTrigger, seen: Seen) {
  if (row.disabled === true || declared?.disabled === true || row.backfill != null) return undefined;
  const { namespace, flowId, triggerId } = row;
  const ids = { namespace, flow_id: flowId, trigger_id: triggerId, cron: declared?.cron };
  const next = Date.parse(row.nextEvaluationDate ?? row.nextExecutionDate ?? '');
  const isLate = isSchedule(declared) && next < seen.now - GRACE;
  const ran = seen.ran.get(keyOf(namespace, flowId, triggerId));
  const dates = ran && (await datesOf(declared, Math.max(seen.from, ran.since), seen.now - GRACE));
  const missing = dates?.filter((date) => !ran?.dates.has(Math.round(date / 1_000))) ?? [];
  const isGap = seen.isAll && missing.length > 0;
  if (!isLate && !isGap) return undefined;
  return {
    ...ids,
    ...(isLate && { due: new Date(next).toISOString() }),
    ...(isLate &&
      isLocked(row) && {
        note: 'The trigger is locked: its last execution is still running, or a worker holds it.',
      }),
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

/** Dates of a cron in a period; undefined for a trigger with conditions or a cron that croner does not understand. */
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
