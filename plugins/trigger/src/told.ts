import { isBackfillOver, type RunningBackfill, type Trigger, type TriggerRow } from '@kestra-mcp/core';
import { waitsForEvent } from './look.js';

const NO_STATE = 'It waits for an event: Kestra keeps no state of it.';
const UNPLANNED = 'Kestra has not planned it.';

/** A row as this tool tells it, by the same names on every version. */
export function tellRow(row: TriggerRow, declared?: Trigger) {
  const { namespace, flowId, triggerId, backfill } = row;
  const runs = isBackfillOver(row) ? undefined : backfill;
  return told({
    namespace,
    flow_id: flowId,
    trigger_id: triggerId,
    type: declared?.type,
    disabled: row.disabled === true || declared?.disabled === true,
    disabled_in_yaml: declared?.disabled === true ? true : undefined,
    locked: isLocked(row),
    next_date: nextOf(row, runs),
    last_date: row.lastTriggeredDate ?? row.date,
    execution_id: row.executionId,
    backfill: runs && tellBackfill(runs),
  });
}

/** When the schedule itself runs next, also while a backfill makes up for earlier dates. */
function nextOf(
  { nextEvaluationDate, nextExecutionDate }: TriggerRow,
  runs: RunningBackfill | null | undefined,
) {
  const next = nextEvaluationDate ?? nextExecutionDate;
  // The schedule may have gone on while its backfill is paused.
  const isBehind = runs?.paused === true && Date.parse(next ?? '') > Date.parse(runs.end ?? '');
  return isBehind ? next : (runs?.previousNextExecutionDate ?? next);
}

/** A trigger without a row: the flow alone tells of it. */
export function tellDeclared(place: { namespace: string; flow_id: string }, declared: Trigger) {
  const { id, type, disabled = false } = declared;
  // What the YAML has off is not planned, from 2.0.
  const note = waitsForEvent(declared) ? NO_STATE : disabled ? undefined : UNPLANNED;
  return told({
    ...place,
    trigger_id: id,
    type,
    disabled,
    disabled_in_yaml: disabled ? true : undefined,
    note,
  });
}

/** How far a backfill is. */
export function tellBackfill({ start, end, currentDate, paused = false }: RunningBackfill) {
  return told({ start, end, at: currentDate, paused });
}

/** Kestra says so from 2.0. Before, it is locked while its last run goes on, or while a worker looks for its event. */
function isLocked({ locked, executionId, evaluateRunningDate }: TriggerRow): boolean {
  return typeof locked === 'boolean' ? locked : executionId != null || evaluateRunningDate != null;
}

function told<T extends object>(row: T) {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null));
}
