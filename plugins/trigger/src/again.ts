import { ConflictError, type KestraClient, NotFoundError } from '@kestra-mcp/core';
import { lookAt, rowOf, type TriggerRef } from './look.js';
import { tellRow } from './told.js';

const idsOf = ({ namespace, flow_id, trigger_id }: TriggerRef) => ({
  namespace,
  flowId: flow_id,
  triggerId: trigger_id,
});

/** Unlocks a trigger that waits for its last execution to end. Kestra itself says whether it is locked. */
export async function unlockTrigger(kestra: KestraClient, ref: TriggerRef) {
  const row = await explained(kestra, ref, kestra.triggers.unlock(idsOf(ref))).catch((error: unknown) => {
    if (!(error instanceof ConflictError)) throw error;
    const { code, message, status, said, problem } = error;
    const hint = 'Nothing was done. To see what keeps the trigger from running, use the action "list".';
    throw new ConflictError(code, message, { hint, status, said, problem, cause: error });
  });
  return { status: 'unlocked', ...tellRow(row) };
}

/** Restarts a trigger that hangs. */
export async function restartTrigger(kestra: KestraClient, ref: TriggerRef) {
  const row = await explained(kestra, ref, kestra.triggers.restart(idsOf(ref)));
  return { status: 'restarted', ...tellRow(row) };
}

/** Explains a 404: the flow or the trigger does not exist, or the trigger has no state. */
async function explained<T>(kestra: KestraClient, ref: TriggerRef, attempt: Promise<T>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof NotFoundError) rowOf(await lookAt(kestra, ref));
    throw error;
  }
}
