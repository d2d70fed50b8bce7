import type { TriggerRow } from '../store/triggers.js';
import { isoDate, isoSeconds } from '../time.js';
import type { World } from '../world.js';

/** The JSON of a trigger. */
export function triggerView(row: TriggerRow, { mode, tenant }: World): object {
  const { namespace, flowId, triggerId, disabled = false } = row;
  const place = { namespace, flowId, triggerId };
  const [date, next] = [instant(row.date), instant(row.next)];
  if (mode.triggerRows === 'context') {
    return {
      tenantId: tenant,
      ...place,
      date,
      nextExecutionDate: next,
      backfill: backfillView(row),
      disabled,
      executionId: row.executionId,
      updatedDate: row.updated === undefined ? undefined : isoDate(row.updated),
    };
  }
  return {
    ...place,
    updatedAt: row.updated === undefined ? date : instant(Math.floor(row.updated / 1000)),
    evaluatedAt: instant(row.evaluated),
    nextEvaluationDate: next,
    backfill: backfillView(row),
    disabled,
    locked: false,
    lastTriggeredDate: instant(row.triggered),
    kind: 'SCHEDULE',
  };
}

function backfillView({ backfill }: TriggerRow): object | undefined {
  if (!backfill) return undefined;
  const { previousNext, ...rest } = backfill;
  return { ...rest, previousNextExecutionDate: instant(previousNext) };
}

const instant = (millis: number | undefined) => (millis === undefined ? undefined : isoSeconds(millis));
