import { illegalArgument } from '../http/envelope.js';
import type { JsonObject } from '../json.js';
import type { Engine } from './engine.js';
import type { Execution, TaskRun } from './execution.js';
import { addLabel, withParents } from './restart.js';
import { moved, started } from './state.js';

/** What a replay may change: the start, the revision and the inputs. */
export interface ReplayOptions {
  taskRunId?: string | undefined;
  revision?: number | undefined;
  inputs?: JsonObject | undefined;
}

/** Runs the flow of an execution again, from the start or from one task run. */
export function replay(
  engine: Engine,
  original: Execution,
  { taskRunId, revision, inputs }: ReplayOptions,
): Execution {
  const { host } = engine;
  const { outputs: _outputs, scheduleDate: _date, ...rest } = original;
  const state = started(host.timeline.next());
  const copy: Execution = {
    ...rest,
    id: host.ids.next(),
    taskRuns: taskRunId === undefined ? [] : copyUntil(engine, original, taskRunId),
    labels: [...original.labels],
    state: taskRunId === undefined ? state : moved(state, 'RESTARTED', host.timeline.next()),
    parentId: original.id,
    attemptNumber: original.attemptNumber + 1,
    ...(revision === undefined ? {} : { flowRevision: revision }),
    ...(inputs === undefined ? {} : { inputs }),
  };
  addLabel(copy, 'system.replay');
  addLabel(original, 'system.replayed');
  host.executions.save(original);
  engine.submit(copy);
  return copy;
}

// The task runs before the chosen one, the chosen one to run again, and its parents, all with new ids.
function copyUntil(engine: Engine, original: Execution, taskRunId: string): TaskRun[] {
  const runs = original.taskRuns ?? [];
  const chosen = runs.find(({ id }) => id === taskRunId);
  if (!chosen) throw illegalArgument('No task found to restart execution from!');
  const kept = runs.slice(0, runs.indexOf(chosen) + 1);
  const parents = withParents(runs, [chosen]);
  const ids = new Map(kept.map(({ id }) => [id, engine.host.ids.next()]));
  return kept.map((run) => {
    const parentTaskRunId = run.parentTaskRunId && ids.get(run.parentTaskRunId);
    const next = run === chosen ? 'RESTARTED' : 'RUNNING';
    return {
      ...run,
      id: ids.get(run.id) ?? run.id,
      ...(parentTaskRunId ? { parentTaskRunId } : {}),
      state: parents.includes(run) ? moved(run.state, next, engine.host.timeline.next()) : run.state,
    };
  });
}
