import { byUrgency } from '../../foundation/urgency.js';
import { batches } from '../fence/batches.js';
import type { Execution, TaskRun } from '../types.js';
import { ForbiddenError, NotFoundError, TooLargeError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

/** Which task runs of an execution. */
export interface TaskRunsWanted {
  taskRunId?: string | undefined;
  from?: number | undefined;
  /** Outputs of other task runs are not requested. They are still included if they come with the execution. */
  only?: ((run: TaskRun) => boolean) | undefined;
}

/** Maximum number of task runs whose outputs are requested, one request each. */
const MOST = 100;

/** Outputs in Kestra 2.x, which are stored separately from the execution: `/api/v1/{tenant}/outputs`. */
export class OutputsResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * The execution with its outputs and the outputs of its task runs in the places where 1.x has them. The number of
   * task runs is limited, failed ones first, starting at `from`. `outputsLeftOut` counts the others that have outputs.
   * `outputsTooLarge` names outputs that are too large, and the rest stays readable. `only` selects whose outputs are
   * read.
   */
  async into(
    execution: Execution,
    { from = 0, only }: Pick<TaskRunsWanted, 'from' | 'only'> = {},
  ): Promise<Execution> {
    const large: string[] = [];
    const runs = execution.taskRunList ?? [];
    const later = byUrgency(runs).slice(from);
    const asked = only === undefined ? later : later.filter(only);
    const ofNone = only !== undefined && asked.length === 0;
    const [own, rows] = await Promise.all([
      this.unlessLarge(
        this.read<Record<string, unknown>>(execution.id, route`outputs/executions/${execution.id}`),
        () => large.push(execution.id),
      ),
      ofNone ? [] : this.read<{ taskRunId?: string }[]>(execution.id, route`outputs/tasks/${execution.id}`),
    ]);
    const having = new Set((Array.isArray(rows) ? rows : []).map(({ taskRunId }) => taskRunId));
    const wanted = asked.filter(({ id }) => having.has(id));
    const found = await this.ofTaskRuns(execution.id, wanted.slice(0, MOST), large);
    const left = wanted.length - Math.min(wanted.length, MOST);
    return {
      ...execution,
      ...(own !== undefined && { outputs: own }),
      ...(execution.taskRunList && { taskRunList: runs.map((run) => found.get(run.id) ?? run) }),
      ...(left > 0 && { outputsLeftOut: left }),
      ...(large.length > 0 && { outputsTooLarge: large }),
    };
  }

  private async ofTaskRuns(
    executionId: string,
    runs: readonly TaskRun[],
    large: string[],
  ): Promise<Map<string, TaskRun>> {
    const found = new Map<string, TaskRun>();
    for (const some of batches(runs)) {
      await Promise.all(
        some.map(async (run) => {
          const reading = this.read(executionId, route`outputs/tasks/${executionId}/${run.id}`);
          const outputs = await this.unlessLarge(reading, () => large.push(run.id));
          if (outputs !== undefined) found.set(run.id, { ...run, outputs });
        }),
      );
    }
    return found;
  }

  private async unlessLarge<T>(reading: Promise<T>, note: () => void): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw error;
      note();
      return undefined;
    }
  }

  /** An execution stays readable if it has no outputs or the caller may not see them. */
  private async read<T>(execution: string, path: Route): Promise<T | undefined> {
    try {
      return await this.#http.json<T>({ path, within: { execution } });
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
      throw error;
    }
  }
}
