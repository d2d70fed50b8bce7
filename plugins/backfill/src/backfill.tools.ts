import {
  InputError,
  jsonInputs,
  KestraClient,
  Tool,
  type ToolContext,
  ToolGroup,
  type Trigger,
} from '@kestra-mcp/core';
import { BackfillExecutions, StartedBackfill } from './backfill.schemas.js';
import { rangeOf } from './range.js';
import { runsOf } from './runs.js';
import { unplanned } from './unplanned.js';
import { backfillTask, waitForBackfill } from './wait.js';

@ToolGroup({
  name: 'backfill',
  title: 'Backfill',
  instructions: 'runs that a schedule has missed.',
})
export class BackfillTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'backfill_executions',
    description: 'Backfills a schedule trigger: starts the runs it would have made in a past time.',
    effect: 'write',
    input: BackfillExecutions,
    output: StartedBackfill,
    task: backfillTask,
  })
  async backfillExecutions(asked: BackfillExecutions, context: ToolContext) {
    const { namespace, flow_id, trigger_id, inputs, labels, wait = false } = asked;
    const range = rangeOf(asked);
    const flow = await this.kestra.flows.get(namespace, flow_id);
    const { triggers = [] } = flow;
    const triggerId = trigger_id ?? scheduleOf(`${namespace}.${flow_id}`, triggers);
    const trigger = triggers.find(({ id }) => id === triggerId);
    const creating = this.kestra.triggers.createBackfill(
      { namespace, flowId: flow_id, triggerId },
      { ...range, inputs: inputs && jsonInputs(flow, inputs), labels },
    );
    const row = await creating.catch((error: unknown) => {
      throw unplanned(error, triggerId, flow);
    });
    const { ui } = this.kestra;
    const runs = await runsOf(trigger, row, flow.disabled);
    // Of a flow that is disabled none are started before somebody enables it.
    if (wait && flow.disabled !== true)
      return waitForBackfill(
        this.kestra,
        { awaited: { namespace, flow_id, trigger_id: triggerId, ...runs }, row },
        context,
      );
    return { ...row, ...runs, ...ui.link(ui.flow(namespace, flow_id)) };
  }
}

/** The flow's schedule; with several, which one is meant is for the caller to say. */
function scheduleOf(flow: string, triggers: readonly Trigger[]): string {
  const schedules = triggers.filter(({ type }) => type.endsWith('Schedule'));
  const enabled = schedules.filter(({ disabled }) => !disabled);
  const [only, ...others] = enabled.length > 0 ? enabled : schedules;
  if (only === undefined)
    throw new InputError(`${flow} has no schedule trigger, and only those can be backfilled.`);
  if (others.length === 0) return only.id;
  const ids = [only, ...others].map(({ id }) => id).join(', ');
  throw new InputError(`${flow} has several schedule triggers.`, {
    hint: `Name one in trigger_id: ${ids}.`,
  });
}
