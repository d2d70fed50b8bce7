import {
  describeError,
  type Execution,
  executionWait,
  InputError,
  KestraClient,
  NotFoundError,
  plainState,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { confirmReplays } from './confirm.js';
import { ReplayExecution, Replayed } from './replay.schemas.js';

type Options = Pick<ReplayExecution, 'inputs' | 'latest_revision'>;

/** Waits for the new execution and returns all of it. */
const WAIT = executionWait(({ next, url, ...told }, originalId) => ({
  count: 1,
  results: [{ ...told, originalId }],
  ...(next !== undefined && { next }),
  ...(url !== undefined && { url }),
}));

@ToolGroup({
  name: 'replay',
  title: 'Replay',
  instructions: 'New executions that repeat past ones with the same inputs.',
})
export class ReplayTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'replay_execution',
    description: 'Run executions again as new executions with the same inputs.',
    effect: 'write',
    input: ReplayExecution,
    output: Replayed,
    confirm: confirmReplays,
    task: WAIT.task,
  })
  async replayExecution({ wait = false, ...asked }: ReplayExecution, context: ToolContext) {
    const { ids = [], namespace, flow_id, ...options } = asked;
    const [id, ...others] = ids;
    if (wait) {
      if (others.length > 0)
        throw new InputError(
          'The argument "wait" supports only one execution. Give one id, or leave out "wait".',
        );
      const original = id ?? (await this.latestOf(namespace, flow_id)).id;
      const begun = await this.begin(original, options);
      return WAIT.wait(this.kestra, begun, { original }, context);
    }
    if (id === undefined) return this.replayLatest(namespace, flow_id, options);
    if (others.length === 0) return this.replayOne(id, options);
    return given(options)
      ? this.replayEach(ids, options)
      : this.kestra.executions.replayAll(ids, options.latest_revision);
  }

  private async replayLatest(namespace: string | undefined, flowId: string | undefined, options: Options) {
    const latest = await this.latestOf(namespace, flowId);
    const replayed = await this.replayOne(latest.id, options);
    const message = `Replayed execution ${latest.id} for flow '${flowId}' in namespace '${namespace}'.`;
    return { message, ...replayed, result: { count: replayed.count } };
  }

  private async latestOf(namespace: string | undefined, flowId: string | undefined): Promise<Execution> {
    if (namespace === undefined || flowId === undefined) {
      throw new InputError(
        'Give "ids", or both "namespace" and "flow_id" to replay the latest execution of the flow.',
      );
    }
    const latest = await this.kestra.executions.latest(namespace, flowId);
    if (latest === undefined) throw await this.noneOf(namespace, flowId);
    return latest;
  }

  /** A misspelled flow has no executions either. Then the error names the nearest flows. */
  private async noneOf(namespace: string, flowId: string): Promise<Error> {
    const none = new InputError(`No executions found for ${namespace}/${flowId}.`, {
      hint: 'Call execute_flow to run the flow.',
    });
    const look = this.kestra.flows.get(namespace, flowId);
    return look.then(
      () => none,
      (error: unknown) => (error instanceof NotFoundError ? error : none),
    );
  }

  /** Replays one execution. Kestra returns the new execution only for one, and only a count for several. */
  private async replayOne(id: string, options: Options) {
    const { ui } = this.kestra;
    const replayed = await this.begin(id, options);
    const { namespace, flowId, state } = replayed;
    const results = [
      { id: replayed.id, originalId: id, namespace, flowId, state: state && plainState(state) },
    ];
    return { count: 1, results, ...ui.link(ui.execution(replayed)) };
  }

  private async begin(id: string, { latest_revision, inputs }: Options): Promise<Execution> {
    const revision = latest_revision ? await this.latestRevisionOf(id) : undefined;
    return this.kestra.executions.replay(id, revision, inputs);
  }

  /** With new inputs, Kestra replays one execution at a time. If one fails, the error names those replayed before it. */
  private async replayEach(ids: readonly string[], options: Options) {
    const results: { id: string; originalId: string }[] = [];
    for (const id of ids) {
      try {
        // For several, only the ids: each execution can be read.
        const [one] = (await this.replayOne(id, options)).results;
        if (one !== undefined) results.push({ id: one.id, originalId: id });
      } catch (error) {
        throw results.length === 0 ? error : halfDone(id, results, error);
      }
    }
    return { count: results.length, results };
  }

  private async latestRevisionOf(executionId: string): Promise<number | undefined> {
    const { namespace, flowId } = await this.kestra.executions.peek(executionId);
    return (await this.kestra.flows.get(namespace, flowId)).revision;
  }
}

function given({ inputs = {} }: Options): boolean {
  return Object.keys(inputs).length > 0;
}

function halfDone(
  id: string,
  done: readonly { id: string; originalId: string }[],
  cause: unknown,
): InputError {
  return new InputError(`The execution ${id} could not be replayed: ${describeError(cause)}`, {
    hint: `These were replayed before it: ${done.map((each) => `${each.originalId} as ${each.id}`).join(', ')}.`,
    cause,
  });
}
