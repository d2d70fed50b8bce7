import {
  askForMissing,
  defaultInputs,
  executionWait,
  InputError,
  KestraClient,
  KestraMcpError,
  linkOf,
  NotFoundError,
  type Execution as Run,
  statesOf,
  Tool,
  type ToolContext,
  ToolGroup,
  tellExecution,
} from '@kestra-mcp/core';
import { confirmResumes } from './confirm.js';
import { pauseOf, refuseIncomplete, refuseMissing } from './missing.js';
import { Execution, ForceRunExecution, Resumed, ResumeExecution } from './resume.schemas.js';

type OnResume = Readonly<Record<string, unknown>>;

/** States in which an execution can be forced to run. */
const WAITING: ReadonlySet<string> = new Set(['CREATED', 'PAUSED', 'QUEUED']);

/** Waits for the execution and returns it with what was resumed. */
const WAIT = executionWait(({ next, url, ...execution }) => ({
  ...{ count: 1, resumed: [execution.id], execution },
  ...(next !== undefined && { next }),
  ...(url !== undefined && { url }),
}));

@ToolGroup({
  name: 'resume',
  title: 'Resume',
  instructions: 'Executions that are waiting for an approval, a date or a free slot.',
})
export class ResumeTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'resume_execution',
    description: 'Resume (approve) paused executions, with the inputs they ask for.',
    effect: 'write',
    input: ResumeExecution,
    output: Resumed,
    confirm: confirmResumes,
    task: WAIT.task,
  })
  async resumeExecution({ wait = false, ...asked }: ResumeExecution, context: ToolContext) {
    const { execution_ids = [], namespace, flow_id, on_resume = {} } = asked;
    if (wait) {
      const [only, ...others] = execution_ids;
      if (others.length > 0)
        throw new InputError(
          'The argument "wait" supports only one execution. Give one id, or leave out "wait".',
        );
      const id = only ?? (await this.latestPaused(namespace, flow_id)).id;
      const before = await this.kestra.executions.peek(id);
      await this.resumeThese([id], await this.completed(id, on_resume, context));
      return WAIT.wait(this.kestra, before, { from: statesOf(before) + 1 }, context);
    }
    if (execution_ids.length === 0) return this.resumeLatest({ namespace, flow_id }, on_resume, context);
    const [only = '', ...others] = execution_ids;
    const onResume = others.length === 0 ? await this.completed(only, on_resume, context) : on_resume;
    const answer = await this.resumeThese(execution_ids, onResume);
    return { ...answer, ...(others.length === 0 && (await linkOf(this.kestra, only))) };
  }

  private async resumeThese(ids: readonly string[], onResume: OnResume) {
    if (Object.keys(onResume).length === 0) {
      await refuseIncomplete(this.kestra, ids);
      return this.kestra.executions.resumeAll(ids);
    }
    const resumed: string[] = [];
    for (const id of ids) {
      await this.resume(id, onResume, resumed);
      resumed.push(id);
    }
    return { count: resumed.length, resumed };
  }

  @Tool({
    name: 'force_run_execution',
    description: 'Force a CREATED, PAUSED or QUEUED execution to run now, whatever it waits for.',
    effect: 'write',
    input: ForceRunExecution,
    output: Execution,
    readOn: 'Call manage_executions with action get and a path to read one value in parts.',
  })
  async forceRunExecution({ execution_id }: ForceRunExecution, { answerChars }: ToolContext) {
    const { state } = await this.kestra.executions.peek(execution_id);
    if (!WAITING.has(state.current)) {
      throw new InputError(
        `The execution ${execution_id} is ${state.current}. Only these states can be forced to run: ${[...WAITING].join(', ')}.`,
      );
    }
    const forced = await this.kestra.executions.forceRun(execution_id);
    return tellExecution(this.kestra, forced, { room: answerChars });
  }

  /** The given inputs, completed with required ones that the client asks its user for if it can. */
  private async completed(id: string, given: OnResume, context: ToolContext): Promise<OnResume> {
    if (context.ask === undefined) return given;
    const pause = await pauseOf(this.kestra, id);
    const declared = pause && { ...pause, of: `${pause.of} of the execution ${id}` };
    return askForMissing(context, { declared, given, undone: 'resumed' });
  }

  private async latestPaused(namespace: string | undefined, flowId: string | undefined): Promise<Run> {
    if (namespace === undefined || flowId === undefined) {
      throw new InputError(
        'Give "execution_ids", or both "namespace" and "flow_id" to resume the latest paused execution of the flow.',
      );
    }
    const latest = await this.kestra.executions.latest(namespace, flowId, 'PAUSED');
    if (latest === undefined) throw await this.noneOf(namespace, flowId);
    return latest;
  }

  private async resumeLatest(
    { namespace, flow_id: flowId }: Pick<ResumeExecution, 'namespace' | 'flow_id'>,
    given: OnResume,
    context: ToolContext,
  ) {
    const latest = await this.latestPaused(namespace, flowId);
    const onResume = await this.completed(latest.id, given, context);
    if (Object.keys(onResume).length > 0) await this.kestra.executions.resume(latest.id, onResume);
    else await this.resumeWithDefaults(latest.id);
    const { ui } = this.kestra;
    return { count: 1, resumed: [latest.id], ...ui.link(ui.execution(latest)) };
  }

  /** A misspelled flow has no executions either. Then the error names the nearest flows. */
  private async noneOf(namespace: string, flowId: string): Promise<Error> {
    const none = new InputError(`No paused executions found for ${namespace}/${flowId}.`, {
      hint: 'Call list_executions to see all its executions.',
    });
    const look = this.kestra.flows.get(namespace, flowId);
    return look.then(
      () => none,
      (error: unknown) => (error instanceof NotFoundError ? error : none),
    );
  }

  private async resumeWithDefaults(id: string): Promise<void> {
    const pause = await pauseOf(this.kestra, id);
    refuseMissing(id, pause);
    await this.kestra.executions.resume(id, pause === undefined ? {} : defaultInputs(pause), pause);
  }

  /** If one of several fails, the error names those resumed before it. */
  private async resume(id: string, onResume: OnResume, before: readonly string[]): Promise<void> {
    try {
      await this.kestra.executions.resume(id, onResume);
    } catch (error) {
      if (before.length === 0) throw error;
      throw new InputError(
        `The execution ${id} could not be resumed: ${error instanceof Error ? error.message : String(error)}`,
        {
          details: KestraMcpError.is(error) ? error.details : [],
          hint: `These were resumed before it: ${before.join(', ')}.`,
          cause: error,
        },
      );
    }
  }
}
