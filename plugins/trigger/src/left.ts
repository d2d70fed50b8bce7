import type { Trigger, TriggerRow } from '@kestra-mcp/core';

/** Counting further tells nobody more. */
const MOST = 1_000;
/** What may keep a schedule from a run that its cron has. */
const CONDITIONS = ['conditions', 'when', 'dependsOn', 'stopAfter', 'lateMaximumDelay', 'scheduleConditions'];

/** How many runs a backfill has left to start, in words; undefined where that cannot be told. */
export async function runsLeft(row: TriggerRow, declared: Trigger | undefined): Promise<string | undefined> {
  if (typeof declared?.cron !== 'string') return undefined;
  // A cron that croner does not understand, or reads otherwise than Kestra does, is not counted.
  const count = await countLeft(row, declared).catch(() => undefined);
  if (count === undefined) return undefined;
  if (count > MOST) return `more than ${MOST}`;
  const isLimited = CONDITIONS.some((name) => declared[name] != null);
  return isLimited ? `at most ${count}: the trigger has conditions` : String(count);
}

async function countLeft(row: TriggerRow, { cron, timezone, withSeconds }: Trigger) {
  const { Cron } = await import('croner');
  // Without a zone Kestra goes by its server's, which is UTC in most.
  const zone = typeof timezone === 'string' ? { timezone } : { utcOffset: 0 };
  const mode = withSeconds === true ? '6-part' : '5-part';
  const schedule = new Cron(String(cron), { ...zone, mode, sloppyRanges: true });
  const { currentDate = '', end = '', paused = false } = row.backfill ?? {};
  // From 2.0 the row says which date comes next, but while it is paused that may be the schedule's own; before, those
  // after the one that it is at.
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
