import { ConflictError } from '../wire/errors.js';

/** The part of a trigger row that shows whether a backfill is running. */
interface Row {
  triggerId: string;
  backfill?: { start?: string; end?: string; currentDate?: string; paused?: boolean } | null;
  nextExecutionDate?: string;
  nextEvaluationDate?: string;
}

/** Throws if a backfill has not finished, or if Kestra said so in `cause`: Kestra knows better than the row. */
export function refuseSecond(row: Row | undefined, cause?: ConflictError): void {
  if (row?.backfill == null || (cause === undefined && isBackfillOver(row))) return;
  const { start = '?', end = 'now', currentDate = start, paused = false } = row.backfill;
  const at = paused ? `is paused at ${currentDate}` : `is running and has reached ${currentDate}`;
  throw new ConflictError(
    'KMCP_CONFLICT',
    `A backfill of the trigger "${row.triggerId}" from ${start} to ${end} ${at}.`,
    {
      hint: paused
        ? 'Nothing was started. Call manage_trigger with action resume_backfill to continue it, or with stop_backfill to end it.'
        : 'Nothing was started. Wait until it ends, or call manage_trigger with action stop_backfill to end it.',
      ...(cause?.status !== undefined && { status: cause.status }),
      ...(cause !== undefined && { cause, said: cause.said }),
    },
  );
}

/**
 * True if a backfill has created all its executions. For a moment, the row may still have a backfill with nothing left
 * to do: its next execution is after the end. A paused backfill is never over, whatever next execution the row has: the
 * schedule itself may continue meanwhile, for example on 1.x after the trigger was disabled and enabled.
 */
export function isBackfillOver({ backfill, nextExecutionDate, nextEvaluationDate }: Row): boolean {
  if (backfill == null) return true;
  if (backfill.paused === true) return false;
  const next = Date.parse(nextEvaluationDate ?? nextExecutionDate ?? backfill.currentDate ?? '');
  return next > Date.parse(backfill.end ?? '');
}
