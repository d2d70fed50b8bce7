import {
  drawMermaid,
  type Execution,
  InputError,
  KestraClient,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { drawingOf } from './drawing.js';
import { ShowFlow, ShownFlow } from './show.schemas.js';

/** For what stands beside the drawing. */
const MARGIN = 800;

@ToolGroup({ name: 'flow', title: 'Flows' })
export class ShowTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'show_flow',
    description:
      'The tasks of a flow as a graph (Mermaid text): groups, branches, errors, triggers; with an execution, their states.',
    effect: 'read',
    input: ShowFlow,
    output: ShownFlow,
    optIn: true,
    ui: './graph.html',
  })
  async showFlow(asked: ShowFlow, { answerChars }: ToolContext) {
    const { namespace, flow_id } = asked;
    const [graph, run] = await this.graph(asked);
    const { ui } = this.kestra;
    const { text, left } = drawMermaid(drawingOf(graph), answerChars - MARGIN);
    const next = `The last ${left} tasks are left out: manage_flow with action get_yaml reads the flow whole.`;
    return {
      namespace,
      id: flow_id,
      ...(asked.revision !== undefined && { revision: asked.revision }),
      ...(run && { execution_id: run.id, state: run.state.current, revision: run.flowRevision }),
      mermaid: text,
      ...ui.link(run === undefined ? ui.flow(namespace, flow_id) : ui.execution(run)),
      ...(left > 0 && { next }),
    };
  }

  /** Of the flow, or of a run of it with that run; what an execution runs is its own revision. */
  private async graph({ namespace, flow_id, revision, execution_id: id }: ShowFlow) {
    const { graphs, executions } = this.kestra;
    if (id === undefined) return [await graphs.ofFlow(namespace, flow_id, revision), undefined] as const;
    if (revision !== undefined) {
      throw new InputError('An execution has one revision of its flow: give revision or execution_id.');
    }
    const [graph, run] = await Promise.all([graphs.ofExecution(id), executions.peek(id)]);
    checkFlow(run, namespace, flow_id);
    return [graph, run] as const;
  }
}

function checkFlow({ id, namespace, flowId }: Execution, wanted: string, wantedId: string): void {
  if (namespace === wanted && flowId === wantedId) return;
  throw new InputError(`The execution ${id} is not one of ${wanted}.${wantedId}.`, {
    hint: `It is of the flow ${flowId} in namespace ${namespace}.`,
  });
}
