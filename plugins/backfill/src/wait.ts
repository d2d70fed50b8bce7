import {
  type AsTask,
  defineTask,
  flow_id,
  isBackfillOver,
  type KestraClient,
  type Look,
  namespace,
  nonEmpty,
  type ToolContext,
  type TriggerRow,
  untilOver,
} from '@kestra-mcp/core';
import * as z from 'zod';

/** Time until a new backfill can be read, in milliseconds. */
const SETTLED = 2_000;
/** Longest wait without a task, in seconds. */
const LONGEST_WAIT = 50;

const BackfillAwaited = z.object({
  namespace,
  flow_id,
  trigger_id: nonEmpty,
  runs: z.string().optional(),
});
type BackfillAwaited = z.output<typeof BackfillAwaited>;
type Told = TriggerRow & { runs?: string; next: string; url?: string };

/** A backfill is over when all its executions have started. */
export const backfillTask = defineTask({
  state: BackfillAwaited,
  look: async (awaited, { kestra, begunAt, hasEnded }) => {
    const found = await look(kestra, awaited, begunAt);
    if (!hasEnded || found.status !== 'working') return found;
    const next = `The backfill continues to start executions. ${runsShown(awaited)}`;
    return { status: 'completed', result: told(kestra, awaited, await rowOf(kestra, awaited), next) };
  },
  goesOn: ({ trigger_id }) =>
    `The backfill of the trigger ${trigger_id} continues in Kestra. To pause or stop it, call manage_trigger with action pause_backfill or stop_backfill.`,
});

/** Waits for a backfill that has started: as a task if the client accepts one. */
export async function waitForBackfill(
  kestra: KestraClient,
  { awaited, row, seconds = LONGEST_WAIT }: { awaited: BackfillAwaited; row: TriggerRow; seconds?: number },
  context: ToolContext,
): Promise<Told | AsTask> {
  if (context.task !== undefined) return context.task(awaited);
  const begunAt = new Date();
  const over = await untilOver(() => look(kestra, awaited, begunAt), seconds, context);
  const goesOn = `Not all executions have started after ${seconds} s. The backfill continues in Kestra. ${runsShown(awaited)}`;
  return over ?? told(kestra, awaited, row, goesOn);
}

async function look(kestra: KestraClient, awaited: BackfillAwaited, begunAt: Date): Promise<Look<Told>> {
  const row = await rowOf(kestra, awaited);
  const { currentDate, start = '?', end = 'now', paused = false } = row.backfill ?? {};
  const done = (next: string): Look<Told> => ({
    status: 'completed',
    result: told(kestra, awaited, row, next),
  });
  if (paused)
    return done('The backfill is paused. Call manage_trigger with action resume_backfill to resume it.');
  const isNew = row.backfill == null && Date.now() - begunAt.getTime() < SETTLED;
  if (!isNew && isBackfillOver(row)) return done(`All executions have started. ${runsShown(awaited)}`);
  return { status: 'working', message: isNew ? 'starting' : `at ${currentDate ?? start} of ${end}` };
}

async function rowOf(kestra: KestraClient, awaited: BackfillAwaited): Promise<TriggerRow> {
  const { namespace, flow_id, trigger_id } = awaited;
  const named = { namespace, flowId: flow_id, triggerId: trigger_id };
  return (await kestra.triggers.row(named)) ?? named;
}

function runsShown({ namespace, flow_id }: BackfillAwaited): string {
  return `Call list_executions with namespace ${namespace} and flow_id ${flow_id} to see them.`;
}

function told({ ui }: KestraClient, awaited: BackfillAwaited, row: TriggerRow, next: string): Told {
  const { namespace, flow_id, runs } = awaited;
  return { ...row, ...(runs !== undefined && { runs }), next, ...ui.link(ui.flow(namespace, flow_id)) };
}
