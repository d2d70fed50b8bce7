import { InputError, KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { ReplayExecution, Replayed } from './replay.schemas.js';

@ToolGroup({
  name: 'replay',
  title: 'Replay',
  instructions: 'run again as a new execution with the same inputs.',
})
export class ReplayTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'replay_execution',
    description:
      'Runs executions again as new ones with the same inputs (to go on with a failed one, restart it instead).',
    effect: 'write',
    input: ReplayExecution,
    output: Replayed,
  })
  async replayExecution({ ids = [], namespace, flow_id, latest_revision }: ReplayExecution) {
    const [id, ...others] = ids;
    if (id === undefined) return this.replayLatest(namespace, flow_id, latest_revision);
    if (others.length > 0) return this.kestra.executions.replayAll(ids, latest_revision);
    return this.replayOne(id, latest_revision);
  }

  private async replayLatest(
    namespace: string | undefined,
    flowId: string | undefined,
    latestRevision: boolean,
  ) {
    if (namespace === undefined || flowId === undefined) {
      throw new InputError(
        'If ids is not provided, both namespace and flow_id are required: the latest execution of the flow is replayed.',
      );
    }
    const latest = await this.kestra.executions.latest(namespace, flowId);
    if (latest === undefined) throw new InputError(`No executions found for ${namespace}/${flowId}.`);
    const replayed = await this.replayOne(latest.id, latestRevision);
    const message = `Replayed execution ${latest.id} for flow '${flowId}' in namespace '${namespace}'.`;
    return { message, ...replayed, result: { count: replayed.count } };
  }

  /** Of one execution Kestra tells the new one; of several only how many. */
  private async replayOne(id: string, latestRevision: boolean) {
    const { executions } = this.kestra;
    const { namespace, flowId, state, ...replayed } = await executions.replay(
      id,
      latestRevision ? await this.latestRevisionOf(id) : undefined,
    );
    return { count: 1, results: [{ id: replayed.id, originalId: id, namespace, flowId, state }] };
  }

  private async latestRevisionOf(executionId: string): Promise<number | undefined> {
    const { namespace, flowId } = await this.kestra.executions.peek(executionId);
    return (await this.kestra.flows.get(namespace, flowId)).revision;
  }
}
