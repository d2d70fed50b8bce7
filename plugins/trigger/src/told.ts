import { isBackfillOver, type RunningBackfill, type Trigger, type TriggerRow } from '@kestra-mcp/core';
import { waitsForEvent } from './look.js';

const NO_STATE = 'It waits for an event, and Kestra keeps no state for it.';
const UNPLANNED = 'Kestra has not scheduled it.';

/** A trigger state with the same member names for every version of Kestra. */
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

/** The next date of the schedule itself, even while a backfill runs for earlier dates. */
function nextOf(
  { nextEvaluationDate, nextExecutionDate }: TriggerRow,
  runs: RunningBackfill | null | undefined,
) {
  const next = nextEvaluationDate ?? nextExecutionDate;
  // The schedule may have continued while its backfill is paused.
  const isBehind = runs?.paused === true && Date.parse(next ?? '') > Date.parse(runs.end ?? '');
  return isBehind ? next : (runs?.previousNextExecutionDate ?? next);
}

/** A trigger without a state, as its flow declares it. */
export function tellDeclared(place: { namespace: string; flow_id: string }, declared: Trigger) {
  const { id, type, disabled = false } = declared;
  // From 2.0, a trigger that the YAML disables is not scheduled.
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

/** The progress of a backfill. */
export function tellBackfill({ start, end, currentDate, paused = false }: RunningBackfill) {
  return told({ start, end, at: currentDate, paused });
}

/** From 2.0 Kestra says so. Before, a trigger is locked while its last execution runs, or while a worker polls for its event. */
function isLocked({ locked, executionId, evaluateRunningDate }: TriggerRow): boolean {
  return typeof locked === 'boolean' ? locked : executionId != null || evaluateRunningDate != null;
}

function told<T extends object>(row: T) {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null));
}
