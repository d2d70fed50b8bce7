import type { Trigger, TriggerRow } from '@kestra-mcp/core';

/** Counting further is of no use to anybody. */
const MOST = 1_000;
/** Properties that may keep a schedule from running on a date of its cron. */
const CONDITIONS = ['conditions', 'when', 'dependsOn', 'stopAfter', 'lateMaximumDelay', 'scheduleConditions'];

/** How many executions a backfill still has to start, in words; undefined if that cannot be known. */
export async function runsLeft(row: TriggerRow, declared: Trigger | undefined): Promise<string | undefined> {
  if (typeof declared?.cron !== 'string') return undefined;
  // Do not count a cron that croner does not understand, or reads differently than Kestra.
  const count = await countLeft(row, declared).catch(() => undefined);
  if (count === undefined) return undefined;
  if (count > MOST) return `more than ${MOST}`;
  const isLimited = CONDITIONS.some((name) => declared[name] != null);
  return isLimited ? `at most ${count}, because the trigger has conditions` : String(count);
}

async function countLeft(row: TriggerRow, { cron, timezone, withSeconds }: Trigger) {
  const { Cron } = await import('croner');
  // Without a time zone, Kestra uses the one of its server, which is usually UTC.
  const zone = typeof timezone === 'string' ? { timezone } : { utcOffset: 0 };
  const mode = withSeconds === true ? '6-part' : '5-part';
  const schedule = new Cron(String(cron), { ...zone, mode, sloppyRanges: true });
  const { currentDate = '', end = '', paused = false } = row.backfill ?? {};
  // From 2.0 the row has the next date, but while the backfill is paused that may be the date of the schedule itself.
  // Before 2.0, the next date is the one after the current date.
  const comes = paused && row.nextEvaluationDate != null ? currentDate : row.nextEvaluationDate;
  const planned = Date.parse(comes ?? '');
  const isPlanned = !Number.isNaN(planned);
  const last = Date.parse(end);
  let next = schedule.nextRun(new Date(isPlanned ? planned - 1 : Date.parse(currentDate)));
  if (Number.isNaN(last) || (isPlanned && next?.getTime() !== planned)) return undefined;
  let count = 0;
  for (; next !== null && next.getTime() <= last && count <= MOST; next = schedule.nextRun(next)) count++;
  return count;
}
