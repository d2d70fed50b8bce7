import { batches } from '../fence/batches.js';
import type { Execution, TaskRun } from '../types.js';
import { ForbiddenError, NotFoundError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

/** Outputs in Kestra 2.x: `/api/v1/{tenant}/outputs`, apart from the execution. */
export class OutputsResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /** The execution with its outputs where 1.x has them: its own, and those of its task runs. */
  async into(execution: Execution): Promise<Execution> {
    const [own, rows] = await Promise.all([
      this.read<Record<string, unknown>>(execution.id, route`outputs/executions/${execution.id}`),
      this.read<{ taskRunId?: string }[]>(execution.id, route`outputs/tasks/${execution.id}`),
    ]);
    const having = new Set((Array.isArray(rows) ? rows : []).map(({ taskRunId }) => taskRunId));
    const taskRunList: TaskRun[] = [];
    for (const runs of batches(execution.taskRunList ?? [])) {
      const withOutputs = runs.map((run) => (having.has(run.id) ? this.intoTaskRun(execution.id, run) : run));
      taskRunList.push(...(await Promise.all(withOutputs)));
    }
    return {
      ...execution,
      ...(own !== undefined && { outputs: own }),
      ...(execution.taskRunList && { taskRunList }),
    };
  }

  private async intoTaskRun(executionId: string, run: TaskRun): Promise<TaskRun> {
    const outputs = await this.read(executionId, route`outputs/tasks/${executionId}/${run.id}`);
    return outputs === undefined ? run : { ...run, outputs };
  }

  /** Having no outputs, or no right to see them, does not make the execution unreadable. */
  private async read<T>(execution: string, path: Route): Promise<T | undefined> {
    try {
      return await this.#http.json<T>({ path, within: { execution } });
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
      throw error;
    }
  }
}
