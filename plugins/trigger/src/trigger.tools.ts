import { type ActionInput, KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { restartTrigger, unlockTrigger } from './again.js';
import { backfillStatus, holdBackfill, stopBackfill } from './backfill.js';
import { confirmTrigger } from './confirm.js';
import { listTriggers } from './list.js';
import { switchTrigger } from './switch.js';
import { ManagedTrigger, ManageTrigger, triggerActions } from './trigger.schemas.js';

@ToolGroup({
  name: 'trigger',
  title: 'Triggers',
  instructions: 'Triggers with their next dates, locks and backfills.',
})
export class TriggerTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'manage_trigger',
    title: 'Triggers',
    description: 'Manage triggers and schedules',
    input: ManageTrigger,
    actions: triggerActions,
    output: ManagedTrigger,
    confirm: confirmTrigger,
  })
  async manageTrigger(input: ActionInput<typeof ManageTrigger, typeof triggerActions>, context: ToolContext) {
    if (input.action === 'list') return listTriggers(this.kestra, input, context);
    const { namespace, flow_id } = input;
    const { ui } = this.kestra;
    return { ...(await this.act(input)), ...ui.link(ui.flow(namespace, flow_id)) };
  }

  private act(input: Exclude<ActionInput<typeof ManageTrigger, typeof triggerActions>, { action: 'list' }>) {
    switch (input.action) {
      case 'enable':
      case 'disable':
        return switchTrigger(this.kestra, input, input.action === 'enable');
      case 'unlock':
        return unlockTrigger(this.kestra, input);
      case 'restart':
        return restartTrigger(this.kestra, input);
      case 'backfill_status':
        return backfillStatus(this.kestra, input);
      case 'pause_backfill':
      case 'resume_backfill':
        return holdBackfill(this.kestra, input, input.action === 'pause_backfill');
      case 'stop_backfill':
        return stopBackfill(this.kestra, input);
    }
  }
}
