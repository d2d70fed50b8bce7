import {
  type ActionInput,
  drawDependencies,
  InputError,
  KestraClient,
  NotFoundError,
  summariseFlow,
  Tool,
  ToolGroup,
} from '@kestra-mcp/core';
import { everyFlow } from './every-flow.js';
import { isCertain, rank, verdict } from './find.js';
import {
  CreateFlowFromYaml,
  FindFlow,
  FlowPage,
  FlowsWithTriggers,
  FoundFlow,
  ListFlowsWithTriggers,
  ManagedFlow,
  ManageFlow,
  manageFlowActions,
  SavedFlow,
  SearchFlows,
} from './flow.schemas.js';
import { foundBySource } from './found.js';
import { saveFlow } from './save.js';
import { withSource } from './with-source.js';

@ToolGroup({
  name: 'flow',
  title: 'Flows',
  instructions: 'what Kestra runs, written in YAML; their revisions, triggers and dependencies.',
})
export class FlowTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'search_flows',
    description: 'Flows whose id or YAML contains a text.',
    effect: 'read',
    input: SearchFlows,
    output: FlowPage,
  })
  async searchFlows({ query, namespace, size, page }: SearchFlows) {
    const asked = { q: query, namespace, page, size };
    const { results = [], total } = await this.kestra.flows.searchSource(asked);
    if (results.length > 0 || page > 1) return { results: results.map(foundBySource), total };
    // Some of Kestra's databases find a part of an id by name only.
    const named = await this.kestra.flows.search(asked);
    const found = { results: named.results.map(summariseFlow), total: named.total };
    if (found.results.length > 0 || namespace === undefined) return found;
    return { ...found, next: await this.kestra.flows.elsewhere(namespace, { below: true }) };
  }

  @Tool({
    name: 'find_flow',
    description:
      'Namespace and id of the flow that a vague or misspelt name means. Use it before tools that need both.',
    effect: 'read',
    input: FindFlow,
    output: FoundFlow,
  })
  async findFlow({ query, namespace }: FindFlow) {
    const { results = [] } = await this.kestra.flows.search({ q: query, namespace, page: 1, size: 100 });
    const named = rank(query, results);
    if (isCertain(named)) return verdict(query, named);
    const every = [...results, ...(await everyFlow(this.kestra, namespace))];
    return verdict(query, rank(query, every), namespace);
  }

  @Tool({
    name: 'list_flows_with_triggers',
    description:
      'Flows that have triggers (schedules, webhooks, flow triggers …), with the definitions of these.',
    effect: 'read',
    input: ListFlowsWithTriggers,
    output: FlowsWithTriggers,
  })
  async listFlowsWithTriggers({ namespace, enabled_only, disabled_only }: ListFlowsWithTriggers) {
    const flows = namespace ? await this.kestra.flows.list(namespace) : await everyFlow(this.kestra);
    if (namespace && flows.length === 0)
      return { results: [], next: await this.kestra.flows.elsewhere(namespace) };
    const wanted = (off: boolean) => !(enabled_only && off) && !(disabled_only && !off);
    const results = flows.map(({ id, namespace, triggers = [] }) => ({
      id,
      namespace,
      triggers: triggers.filter(({ disabled = false }) => wanted(disabled)),
    }));
    return { results: results.filter(({ triggers }) => triggers.length > 0) };
  }

  @Tool({
    name: 'create_flow_from_yaml',
    title: 'Create flow from YAML',
    description:
      'Creates a flow, or a new revision when it exists. Not valid: the answer is what Kestra finds wrong.',
    effect: 'write',
    input: CreateFlowFromYaml,
    output: SavedFlow,
    // It says `deleted: false`, which scripts for the Python server read.
    compact: false,
  })
  async createFlowFromYaml({ yaml_definition }: CreateFlowFromYaml) {
    return saveFlow(this.kestra, yaml_definition);
  }

  @Tool({
    name: 'manage_flow',
    description: 'One flow',
    input: ManageFlow,
    actions: manageFlowActions,
    output: ManagedFlow,
  })
  async manageFlow({ action, namespace, flow_id }: ActionInput<typeof ManageFlow, typeof manageFlowActions>) {
    const { flows } = this.kestra;
    switch (action) {
      case 'enable':
      case 'disable':
        return flows.setEnabled(namespace, flow_id, action === 'enable');
      case 'list_revisions':
        return { results: await this.revisions(namespace, flow_id) };
      case 'list_dependencies':
        return { result: await this.dependencies(namespace, flow_id) };
      case 'get_yaml':
        return { result: (await flows.get(namespace, flow_id, { source: true })).source ?? '' };
      case 'delete':
        return { ...(await this.delete(namespace, flow_id)), namespace, id: flow_id };
    }
  }

  /** That there is none to delete is an answer, with the nearest that there are. */
  private async delete(namespace: string, flowId: string) {
    try {
      await this.kestra.flows.delete(namespace, flowId);
      return { status: 'deleted' };
    } catch (error) {
      if (error instanceof NotFoundError) return { status: 'not_found', note: error.hint };
      throw error;
    }
  }

  /** Kestra answers an unknown flow with no revisions; a flow that exists has one at least. */
  private async revisions(namespace: string, flowId: string) {
    const revisions = await this.kestra.flows.revisions(namespace, flowId);
    if (revisions.length > 0) return revisions.map(withSource);
    throw new InputError(`There is no flow "${flowId}" in namespace "${namespace}".`, {
      hint: 'find_flow finds it by an approximate name.',
    });
  }

  /** Kestra leaves a flow without dependencies out of its own graph; one that does not exist is an error. */
  private async dependencies(namespace: string, flowId: string) {
    const graph = await this.kestra.flows.dependencies(namespace, flowId);
    if (graph.nodes?.length) return drawDependencies(graph, 'this flow');
    await this.kestra.flows.get(namespace, flowId);
    return drawDependencies({ nodes: [{ uid: flowId, namespace, id: flowId }] }, 'this flow');
  }
}
