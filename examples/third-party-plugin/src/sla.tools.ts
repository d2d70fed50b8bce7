import {
  completeFlowId,
  completeNamespace,
  Prompt,
  Resource,
  Tool,
  ToolGroup,
  type ToolGroupOptions,
} from '@kestra-mcp/core';
import { SlaOptions } from './sla.options.js';
import { CheckSla, ListStoppedTriggers, ReviewSla, SlaReport, StoppedTriggers } from './sla.schemas.js';
import { SlaService } from './sla.service.js';
import { TriggerSearch } from './trigger-search.js';

/** The group of the tools, with the instructions that a model gets for it. */
export const SLA: ToolGroupOptions = {
  name: 'sla',
  title: 'Service levels',
  instructions: 'Check whether flows meet their service levels.',
};

@ToolGroup(SLA)
export class SlaTools {
  constructor(
    private readonly sla: SlaService,
    private readonly options: SlaOptions,
    private readonly triggers: TriggerSearch,
  ) {}

  @Tool({
    name: 'check_sla',
    description:
      'Check whether the flows of a namespace, or one flow, met their targets for duration and success.',
    effect: 'read',
    input: CheckSla,
    output: SlaReport,
  })
  async checkSla({ namespace, flow_id, days }: CheckSla) {
    const results = await this.sla.check(namespace, days, flow_id);
    return { kept: results.every(({ kept }) => kept), results };
  }

  @Tool({
    name: 'list_stopped_triggers',
    description: 'List the disabled triggers of a namespace. Their flows run late or not at all.',
    effect: 'read',
    input: ListStoppedTriggers,
    output: StoppedTriggers,
  })
  async listStoppedTriggers({ namespace }: ListStoppedTriggers) {
    return { triggers: await this.triggers.disabled(namespace) };
  }

  @Resource({
    name: 'sla_targets',
    uri: 'sla://targets',
    description: 'The targets for all flows and for individual flows.',
  })
  targets() {
    return { ...this.options };
  }

  @Resource({
    name: 'sla_of_flow',
    uri: 'sla://{namespace}/{flow_id}',
    description: 'Whether one flow met its targets in the last seven days.',
    complete: { namespace: completeNamespace, flow_id: completeFlowId },
    watch: { everyMs: 60_000 },
  })
  async ofFlow({ namespace, flow_id }: { namespace: string; flow_id: string }) {
    const results = await this.sla.check(namespace, 7, flow_id);
    return results.find((each) => each.namespace === namespace) ?? { namespace, flow_id, runs: 0 };
  }

  @Prompt({
    name: 'review_sla',
    description: 'Review a namespace: which flows broke their targets, and why.',
    input: ReviewSla,
    complete: { namespace: completeNamespace, days: ['1', '7', '30'] },
  })
  reviewSla({ namespace, days }: ReviewSla) {
    return [
      `Check the service levels of the namespace ${namespace} over the last ${days} days with check_sla.`,
      'For each flow that broke its target, read the logs of its slowest or failed execution and name the cause in one sentence.',
      'End with the most important next step.',
    ].join('\n');
  }
}
