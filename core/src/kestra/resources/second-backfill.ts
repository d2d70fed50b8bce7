import { ConflictError } from '../wire/errors.js';

/** What of a trigger's row tells whether a backfill runs on it. */
interface Row {
  triggerId: string;
  backfill?: { start?: string; end?: string; currentDate?: string; paused?: boolean } | null;
  nextExecutionDate?: string;
  nextEvaluationDate?: string;
}

/** Refuses to start a backfill where one is not done yet, or where Kestra has said so: it knows better than its row. */
export function refuseSecond(row: Row | undefined, cause?: ConflictError): void {
  if (row?.backfill == null || (cause === undefined && isBackfillOver(row))) return;
  const { start = '?', end = 'now', currentDate = start, paused = false } = row.backfill;
  const at = paused ? `is paused at ${currentDate}` : `runs, and is at ${currentDate}`;
  throw new ConflictError(
    'KMCP_CONFLICT',
    `A backfill of the trigger "${row.triggerId}" from ${start} to ${end} ${at}.`,
    {
      hint: paused
        ? 'Nothing was started. manage_trigger lets it go on with action resume_backfill, and ends it with stop_backfill.'
        : 'Nothing was started. Wait until it has ended, or end it: manage_trigger with action stop_backfill.',
      ...(cause?.status !== undefined && { status: cause.status }),
      ...(cause !== undefined && { cause, said: cause.said }),
    },
  );
}

/**
 * Whether a backfill has made all its runs. A row may hold one for a moment that has nothing left to do: the next run
 * lies behind its end. A paused one waits, whatever the row says of the next run: the schedule itself may go on
 * meanwhile, and does on 1.x once the trigger was disabled and enabled.
 */
export function isBackfillOver({ backfill, nextExecutionDate, nextEvaluationDate }: Row): boolean {
  if (backfill == null) return true;
  if (backfill.paused === true) return false;
  const next = Date.parse(nextEvaluationDate ?? nextExecutionDate ?? backfill.currentDate ?? '');
  return next > Date.parse(backfill.end ?? '');
}
