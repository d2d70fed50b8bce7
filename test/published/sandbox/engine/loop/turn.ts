import { isObject, type Json } from '../../json.js';
import type { Execution, LoopRun, RunContext, TaskRun } from '../execution.js';
import type { Host } from '../host.js';
import { started } from '../state.js';

/** Creates one turn of a Loop: an execution of its own, in its first state. */
export function createTurn(host: Host, { execution, run, task }: RunContext, turn: Turn): Execution {
  const id = host.ids.next();
  const { namespace, flowId, flowRevision, inputs, labels, originalCreatedDate } = execution;
  const loopRun: LoopRun = {
    parent: seen(execution, run, turn.index),
    taskId: task.id,
    taskRunId: run.id,
    ...turn,
  };
  return {
    id,
    namespace,
    flowId,
    flowRevision,
    ...(inputs ? { inputs } : {}),
    labels: [...labels],
    state: started(host.timeline.next()),
    parentId: execution.id,
    originalId: id,
    kind: 'LOOP',
    loopRun,
    attemptNumber: 1,
    originalCreatedDate,
  };
}

/** The value for which a turn is created. */
export type Turn = Pick<LoopRun, 'index' | 'key' | 'value'>;

/** The turns for the values of a Loop. For a map, each entry includes its key. */
export function turnsOf(values: readonly Json[], ofMap: boolean): Turn[] {
  return values.map((value, index) =>
    ofMap && isObject(value)
      ? { index, key: String(value.key), value: value.value ?? null }
      : { index, value },
  );
}

// The first turn is created before its Loop runs. If the Loop is the first task, also before its execution.
function seen(execution: Execution, run: TaskRun, index: number): Execution {
  const runs = (execution.taskRuns ?? []).map((each) => ({ ...each, outputs: null }));
  if (index > 0) return { ...execution, taskRuns: runs };
  const { attempts: _, ...fresh } = run;
  const first = { ...fresh, outputs: null, state: run.state.slice(0, 1) };
  return {
    ...execution,
    taskRuns: runs.map((each) => (each.id === run.id ? first : each)),
    state: runs.length === 1 ? execution.state.slice(0, 1) : execution.state,
  };
}
