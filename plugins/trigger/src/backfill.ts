import { ConflictError, isBackfillOver, type KestraClient, type TriggerRow } from '@kestra-mcp/core';
import { runsLeft } from './left.js';
import { lookAt, rowOf, type Seen, type TriggerRef } from './look.js';
import { tell } from './switch.js';

const START = 'backfill_executions starts one.';

/** How far the backfill of a trigger is. That none runs is an answer. */
export async function backfillStatus(kestra: KestraClient, ref: TriggerRef) {
  const seen = await lookAt(kestra, ref);
  const row = rowOf(seen);
  if (row.backfill == null || isBackfillOver(row))
    return { status: 'none', ...tell(ref, seen), next: `It has no backfill in progress. ${START}` };
  return { status: row.backfill.paused === true ? 'paused' : 'running', ...(await tellFar(ref, seen, row)) };
}

/** Pauses a backfill, or lets it go on, unless it is so already. */
export async function holdBackfill(kestra: KestraClient, ref: TriggerRef, paused: boolean) {
  const seen = await lookAt(kestra, ref);
  const row = inProgress(ref, seen);
  const status = paused ? 'paused' : 'resumed';
  if ((row.backfill?.paused === true) === paused)
    return { status: paused ? 'already_paused' : 'already_running', ...(await tellFar(ref, seen, row)) };
  const { triggers } = kestra;
  const after = await (paused ? triggers.pauseBackfill(row) : triggers.resumeBackfill(row));
  // It may have come to its end meanwhile, of which 2.0 takes no notice.
  if (after?.backfill == null) throw none(ref);
  return { status, ...(await tellFar(ref, { ...seen, row: after }, after)) };
}

/** Ends a backfill before its time, and says how to make the runs that are left. */
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
      next: `The runs that it has started go on. To make the rest, call backfill_executions with start ${currentDate}${until}.`,
    }),
  };
}

async function tellFar(ref: TriggerRef, seen: Seen, row: TriggerRow) {
  const left = await runsLeft(row, seen.declared);
  const share = shareOf(row);
  return {
    ...tell(ref, seen),
    ...(share !== undefined && { done: `${share} % of its time` }),
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
