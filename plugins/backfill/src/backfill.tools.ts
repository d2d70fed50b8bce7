import { jsonInputs, KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { BackfillExecutions, StartedBackfill } from './backfill.schemas.js';
import { confirmBackfill } from './confirm.js';
import { rangeOf } from './range.js';
import { runsOf } from './runs.js';
import { scheduleOf } from './schedule.js';
import { unplanned } from './unplanned.js';
import { backfillTask, waitForBackfill } from './wait.js';

@ToolGroup({
  name: 'backfill',
  title: 'Backfill',
  instructions: 'Executions for past dates of a schedule, such as dates that it missed.',
})
export class BackfillTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'backfill_executions',
    description: 'Backfill a schedule: start its executions for past dates, e.g. missed ones.',
    effect: 'write',
    input: BackfillExecutions,
    output: StartedBackfill,
    confirm: confirmBackfill,
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
    // A disabled flow starts no executions until someone enables it.
    if (wait && flow.disabled !== true)
      return waitForBackfill(
        this.kestra,
        { awaited: { namespace, flow_id, trigger_id: triggerId, ...runs }, row },
        context,
      );
    return { ...row, ...runs, ...ui.link(ui.flow(namespace, flow_id)) };
  }
}
