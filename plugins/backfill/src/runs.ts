import type { Trigger, TriggerRow } from '@kestra-mcp/core';

/** Counting further tells nobody more, and takes a while where a time zone is in play. */
export const MOST = 1_000;
/** What may keep a schedule from a run that its cron has. */
const CONDITIONS = ['conditions', 'when', 'dependsOn', 'stopAfter', 'lateMaximumDelay', 'scheduleConditions'];

/** How many runs a backfill makes, in words; nothing where it cannot be told. */
export async function runsOf(
  trigger: Trigger | undefined,
  row: TriggerRow,
  disabled: unknown = false,
): Promise<{ runs?: string }> {
  if (disabled === true) return { runs: '0 until the flow is enabled: it is disabled' };
  if (trigger === undefined || typeof trigger.cron !== 'string') return {};
  // The first one Kestra has planned itself; its versions differ in whether the start counts.
  const first = Date.parse(row.nextEvaluationDate ?? row.nextExecutionDate ?? '');
  const end = Date.parse(row.backfill?.end ?? '');
  if (Number.isNaN(first) || Number.isNaN(end)) return {};
  // Without a date in this time Kestra plans the next one of the schedule itself, which may lie before it, too.
  if (first > end || first < Date.parse(row.backfill?.start ?? ''))
    return { runs: '0: the schedule has no date in this time' };
  const count = await countFrom(first, end, trigger);
  if (count === undefined) return {};
  if (count > MOST) return { runs: `more than ${MOST}` };
  if (CONDITIONS.some((name) => trigger[name] != null))
    return { runs: `at most ${count}: the trigger has conditions` };
  return { runs: isEverywhereTheSame(trigger) ? String(count) : `${count}, if Kestra's server is in UTC` };
}

/** Whether the number depends on no zone that is not known: one is named, or every hour of every day is meant. */
function isEverywhereTheSame({ cron, timezone }: Trigger): boolean {
  return typeof timezone === 'string' || /(^@hourly|( \*){4})$/.test(String(cron).trim());
}

/** Dates of the schedule in a time; undefined where it is not understood. */
export async function countIn(
  { start, end }: { start: string; end: string },
  trigger: Trigger,
): Promise<number | undefined> {
  if (typeof trigger.cron !== 'string') return undefined;
  const schedule = await scheduleFor(trigger).catch(() => undefined);
  if (schedule === undefined) return undefined;
  const first = schedule.nextRun(new Date(Date.parse(start) - 1))?.getTime();
  return first === undefined ? 0 : countFrom(first, Date.parse(end), trigger);
}

async function scheduleFor({ cron, timezone, withSeconds }: Trigger) {
  const { Cron } = await import('croner');
  // Without a zone Kestra goes by its server's, which is UTC in most. If not, the first date hardly fits.
  const zone = typeof timezone === 'string' ? { timezone } : { utcOffset: 0 };
  const mode = withSeconds === true ? '6-part' : '5-part';
  // To Kestra `0/5` is from the first minute on.
  return new Cron(String(cron), { ...zone, mode, sloppyRanges: true });
}

/** Dates of the schedule from its first to the end; undefined where it is not understood as Kestra understands it. */
async function countFrom(first: number, end: number, trigger: Trigger): Promise<number | undefined> {
  try {
    const schedule = await scheduleFor(trigger);
    let next = schedule.nextRun(new Date(first - 1));
    if (next?.getTime() !== first) return undefined;
    let count = 0;
    for (; next !== null && next.getTime() <= end && count <= MOST; next = schedule.nextRun(next)) count++;
    return count;
  } catch {
    return undefined;
  }
}
