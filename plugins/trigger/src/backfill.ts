import { ConflictError, isBackfillOver, type KestraClient, type TriggerRow } from '@kestra-mcp/core';
import { runsLeft } from './left.js';
import { lookAt, rowOf, type Seen, type TriggerRef } from './look.js';
import { tell } from './switch.js';

const START = 'To start one, call backfill_executions.';

/** The progress of a trigger's backfill. It is not an error if the trigger has none. */
export async function backfillStatus(kestra: KestraClient, ref: TriggerRef) {
  const seen = await lookAt(kestra, ref);
  const row = rowOf(seen);
  if (row.backfill == null || isBackfillOver(row))
    return { status: 'none', ...tell(ref, seen), next: `The trigger has no backfill in progress. ${START}` };
  return { status: row.backfill.paused === true ? 'paused' : 'running', ...(await tellFar(ref, seen, row)) };
}

/** Pauses or resumes a backfill, unless it is already paused or running. */
export async function holdBackfill(kestra: KestraClient, ref: TriggerRef, paused: boolean) {
  const seen = await lookAt(kestra, ref);
  const row = inProgress(ref, seen);
  const status = paused ? 'paused' : 'resumed';
  if ((row.backfill?.paused === true) === paused)
    return { status: paused ? 'already_paused' : 'already_running', ...(await tellFar(ref, seen, row)) };
  const { triggers } = kestra;
  const after = await (paused ? triggers.pauseBackfill(row) : triggers.resumeBackfill(row));
  // It may have ended in the meantime. Kestra 2.0 does not report that.
  if (after?.backfill == null) throw none(ref);
  return { status, ...(await tellFar(ref, { ...seen, row: after }, after)) };
}

/** Stops a backfill, and says how to start the executions that are left. */
export async function stopBackfill(kestra: KestraClient, ref: TriggerRef) {
  const seen = await lookAt(kestra, ref);
  const row = inProgress(ref, seen);
  const left = await runsLeft(row, seen.declared);
  const after = await kestra.triggers.stopBackfill(row);
  const { currentDate, end } = row.backfill ?? {};
  const until = end === undefined ? '' : ` and end ${end}`;
  return {
    status: 'stopped',
    ...tell(ref, { ...seen, row: after }),
    ...(left !== undefined && { runs_not_made: left }),
    ...(currentDate !== undefined && {
      next: `Executions that the backfill has started continue. To start the rest, call backfill_executions with start ${currentDate}${until}.`,
    }),
  };
}

async function tellFar(ref: TriggerRef, seen: Seen, row: TriggerRow) {
  const left = await runsLeft(row, seen.declared);
  const share = shareOf(row);
  return {
    ...tell(ref, seen),
    ...(share !== undefined && { done: `${share} % of its period` }),
    ...(left !== undefined && { runs_left: left }),
  };
}

function shareOf({ backfill }: TriggerRow): number | undefined {
  const [start, at, end] = [backfill?.start, backfill?.currentDate, backfill?.end].map((date) =>
    Date.parse(date ?? ''),
  ) as [number, number, number];
  const share = Math.floor((100 * (at - start)) / (end - start));
  return Number.isFinite(share) ? Math.min(100, Math.max(0, share)) : undefined;
}

function inProgress(ref: TriggerRef, seen: Seen): TriggerRow {
  const row = rowOf(seen);
  if (row.backfill == null || isBackfillOver(row)) throw none(ref);
  return row;
}

function none({ namespace, flow_id, trigger_id }: TriggerRef): ConflictError {
  return new ConflictError(
    'KMCP_CONFLICT',
    `The trigger "${trigger_id}" of the flow ${namespace}.${flow_id} has no backfill in progress.`,
    { hint: `Nothing was done. ${START}` },
  );
}
