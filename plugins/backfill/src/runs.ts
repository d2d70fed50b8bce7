import type { Trigger, TriggerRow } from '@kestra-mcp/core';

/** Counting stops here: higher numbers are of no use, and time zones make counting slow. */
export const MOST = 1_000;
/** Properties that may prevent an execution on a date of the cron expression. */
const CONDITIONS = ['conditions', 'when', 'dependsOn', 'stopAfter', 'lateMaximumDelay', 'scheduleConditions'];

/** How many executions a backfill starts, as text. Empty if the number is unknown. */
export async function runsOf(
  trigger: Trigger | undefined,
  row: TriggerRow,
  disabled: unknown = false,
): Promise<{ runs?: string }> {
  if (disabled === true) return { runs: '0 while the flow is disabled' };
  if (trigger === undefined || typeof trigger.cron !== 'string') return {};
  // Kestra has planned the first one itself. Its versions differ in whether the start counts.
  const first = Date.parse(row.nextEvaluationDate ?? row.nextExecutionDate ?? '');
  const end = Date.parse(row.backfill?.end ?? '');
  if (Number.isNaN(first) || Number.isNaN(end)) return {};
  // If the period has no date, Kestra plans the next date of the schedule, which may even lie before the period.
  if (first > end || first < Date.parse(row.backfill?.start ?? ''))
    return { runs: '0: the schedule has no date in this period' };
  const count = await countFrom(first, end, trigger);
  if (count === undefined) return {};
  if (count > MOST) return { runs: `more than ${MOST}` };
  if (CONDITIONS.some((name) => trigger[name] != null))
    return { runs: `at most ${count}: the trigger has conditions` };
  return { runs: isEverywhereTheSame(trigger) ? String(count) : `${count} if the Kestra server uses UTC` };
}

/** Whether the number is the same in every time zone: the trigger names one, or runs every hour of every day. */
function isEverywhereTheSame({ cron, timezone }: Trigger): boolean {
  return typeof timezone === 'string' || /(^@hourly|( \*){4})$/.test(String(cron).trim());
}

/** The number of dates of the schedule in a period. Undefined if the schedule cannot be parsed. */
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
  // Without a time zone, Kestra uses that of its server, usually UTC. If it is another, the first date rarely matches.
  const zone = typeof timezone === 'string' ? { timezone } : { utcOffset: 0 };
  const mode = withSeconds === true ? '6-part' : '5-part';
  // Kestra reads `0/5` as every five minutes from minute 0.
  return new Cron(String(cron), { ...zone, mode, sloppyRanges: true });
}

/** The number of dates from the first one to the end. Undefined if the parser and Kestra disagree on the schedule. */
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
