import type { Execution, TaskRun } from '../engine/execution.js';
import type { JsonObject } from '../json.js';
import { runView } from '../views/execution.js';

/** The task runs of an execution, by task. */
export class Runs {
  constructor(
    private readonly execution: Execution,
    private readonly withOutputs: boolean,
  ) {}

  /** The task run of a task, in an iteration if it has one. */
  of(taskId: string, value?: string): JsonObject | undefined {
    const found = this.all().find((run) => run.taskId === taskId && (run.value ?? undefined) === value);
    if (found === undefined) return undefined;
    const view = JSON.parse(JSON.stringify(runView(found, this.execution))) as JsonObject;
    return this.withOutputs ? { ...view, outputs: view.outputs ?? {} } : { ...view, outputs: null };
  }

  /** The values that a loop has run so far. */
  valuesIn(taskId: string): string[] {
    const parents = new Set(this.all().flatMap(({ id, taskId: own }) => (own === taskId ? [id] : [])));
    const values = this.all().flatMap(({ parentTaskRunId, value }) =>
      parents.has(parentTaskRunId ?? '') && typeof value === 'string' ? [value] : [],
    );
    return [...new Set(values)];
  }

  private all(): readonly TaskRun[] {
    return this.execution.taskRuns ?? [];
  }
}
