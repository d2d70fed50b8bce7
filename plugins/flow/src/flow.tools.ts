import {
  type ActionInput,
  drawDependencies,
  KestraClient,
  NotFoundError,
  rowsFrom,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { confirmFlow } from './confirm.js';
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
import { yamlPart } from './part/yaml-part.js';
import { partOf, revisionsOf } from './read.js';
import { searchFlows } from './search.js';

/** Most flows in one result. */
const FLOWS = 50;
/** Characters reserved for everything but the rows. */
const MARGIN = 600;

@ToolGroup({
  name: 'flow',
  title: 'Flows',
  instructions: 'Workflows written in YAML, with their revisions, triggers and dependencies.',
})
export class FlowTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'search_flows',
    description: 'Search flows for text in their id or YAML.',
    effect: 'read',
    input: SearchFlows,
    output: FlowPage,
    readOn: 'Call manage_flow with action get_yaml to read the whole flow, in parts if it is long.',
  })
  async searchFlows(asked: SearchFlows, context: ToolContext) {
    return searchFlows(this.kestra, asked, context);
  }

  @Tool({
    name: 'find_flow',
    description:
      'Find the namespace and id of a flow by a vague or misspelled name. Use it before tools that need both.',
    effect: 'read',
    input: FindFlow,
    output: FoundFlow,
  })
  async findFlow({ query, namespace }: FindFlow) {
    const { results = [] } = await this.kestra.flows.search({ q: query, namespace, page: 1, size: 100 });
    const named = rank(query, results);
    if (isCertain(named)) return this.linked(verdict(query, named));
    const every = [...results, ...(await everyFlow(this.kestra, namespace))];
    return this.linked(verdict(query, rank(query, every), namespace));
  }

  private linked<T extends { match?: { namespace: string; flow_id: string } }>(found: T) {
    const { ui } = this.kestra;
    return { ...found, ...(found.match && ui.link(ui.flow(found.match.namespace, found.match.flow_id))) };
  }

  @Tool({
    name: 'list_flows_with_triggers',
    description: 'List flows that have triggers, e.g. a schedule, with the trigger definitions.',
    effect: 'read',
    input: ListFlowsWithTriggers,
    output: FlowsWithTriggers,
    readOn: 'Call manage_flow with action get_yaml to read the whole flow, in parts if it is long.',
  })
  async listFlowsWithTriggers(
    { namespace, enabled_only, disabled_only, offset = 0 }: ListFlowsWithTriggers,
    { answerChars }: ToolContext,
  ) {
    const flows = namespace ? await this.kestra.flows.list(namespace) : await everyFlow(this.kestra);
    if (namespace && flows.length === 0)
      return { results: [], next: await this.kestra.flows.elsewhere(namespace) };
    const wanted = (off: boolean) => !(enabled_only && off) && !(disabled_only && !off);
    const results = flows.map(({ id, namespace, triggers = [] }) => ({
      id,
      namespace,
      triggers: triggers.filter(({ disabled = false }) => wanted(disabled)),
    }));
    const having = results.filter(({ triggers }) => triggers.length > 0);
    return rowsFrom(having, { offset, most: FLOWS, room: answerChars - MARGIN });
  }

  @Tool({
    name: 'create_flow_from_yaml',
    title: 'Create flow from YAML',
    description: 'Create a flow from YAML, or update it if it exists.',
    effect: 'write',
    input: CreateFlowFromYaml,
    output: SavedFlow,
    // The result has `deleted: false`, which scripts for the Python server read.
    compact: false,
  })
  async createFlowFromYaml({ yaml_definition }: CreateFlowFromYaml, context: ToolContext) {
    // The YAML parser is imported when the first flow is saved.
    const { saveFlow } = await import('./save.js');
    return saveFlow(this.kestra, yaml_definition, context);
  }

  @Tool({
    name: 'manage_flow',
    description: 'Manage a flow',
    input: ManageFlow,
    actions: manageFlowActions,
    output: ManagedFlow,
    confirm: confirmFlow,
  })
  async manageFlow(
    input: ActionInput<typeof ManageFlow, typeof manageFlowActions>,
    { answerChars }: ToolContext,
  ) {
    const { namespace, flow_id } = input;
    const { flows, ui } = this.kestra;
    const link = ui.link(ui.flow(namespace, flow_id));
    switch (input.action) {
      case 'enable':
      case 'disable':
        return { ...(await flows.setEnabled(namespace, flow_id, input.action === 'enable')), ...link };
      case 'list_revisions':
        return { ...(await revisionsOf(this.kestra, input, { ...input, answerChars })), ...link };
      case 'list_dependencies':
        return {
          ...partOf(await this.dependencies(namespace, flow_id), input.offset, answerChars),
          ...link,
        };
      case 'get_yaml': {
        const wanted = { source: true, revision: input.revision };
        return {
          ...(await yamlPart(await flows.get(namespace, flow_id, wanted), input, answerChars)),
          ...link,
        };
      }
      case 'delete':
        return { ...(await this.delete(namespace, flow_id)), namespace, id: flow_id };
    }
  }

  /** A flow that does not exist is a result, not an error. Its note names the nearest flows. */
  private async delete(namespace: string, flowId: string) {
    try {
      await this.kestra.flows.delete(namespace, flowId);
      return { status: 'deleted' };
    } catch (error) {
      if (error instanceof NotFoundError) return { status: 'not_found', note: error.hint };
      throw error;
    }
  }

  /** Kestra omits a flow without dependencies from its own graph. A flow that does not exist is an error. */
  private async dependencies(namespace: string, flowId: string) {
    const graph = await this.kestra.flows.dependencies(namespace, flowId);
    if (graph.nodes?.length) return drawDependencies(graph, 'this flow');
    await this.kestra.flows.get(namespace, flowId);
    return drawDependencies({ nodes: [{ uid: flowId, namespace, id: flowId }] }, 'this flow');
  }
}
