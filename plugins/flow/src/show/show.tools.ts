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

/** Characters reserved for everything but the drawing. */
const MARGIN = 800;

@ToolGroup({ name: 'flow', title: 'Flows' })
export class ShowTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'show_flow',
    description:
      'Draw the tasks and triggers of a flow as a Mermaid graph, with the task states of an execution if one is given.',
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
    const next = `The last ${left} tasks are left out. Call manage_flow with action get_yaml to read the whole flow.`;
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

  /** The graph of the flow, or of an execution, which has its own revision of the flow. */
  private async graph({ namespace, flow_id, revision, execution_id: id }: ShowFlow) {
    const { graphs, executions } = this.kestra;
    if (id === undefined) return [await graphs.ofFlow(namespace, flow_id, revision), undefined] as const;
    if (revision !== undefined) {
      throw new InputError('The arguments "revision" and "execution_id" cannot be combined.', {
        hint: 'Give one of them. An execution has its own revision of the flow.',
      });
    }
    const [graph, run] = await Promise.all([graphs.ofExecution(id), executions.peek(id)]);
    checkFlow(run, namespace, flow_id);
    return [graph, run] as const;
  }
}

function checkFlow({ id, namespace, flowId }: Execution, wanted: string, wantedId: string): void {
  if (namespace === wanted && flowId === wantedId) return;
  throw new InputError(`The execution ${id} does not belong to the flow ${wanted}.${wantedId}.`, {
    hint: `It belongs to the flow ${flowId} in namespace ${namespace}. Give that flow, or another execution.`,
  });
}
