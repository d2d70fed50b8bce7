import type { LogEntry } from '@kestra-mcp/core';
import type { Case, Story } from '../case.js';
import type { Level } from '../reading/follow.js';
import { innermost } from '../reading/runs.js';
import { toldRun } from '../reading/task-run.js';
import { turnsOf } from '../reading/turns.js';

/** Most task runs to show of one execution. */
const MOST = 5;

/** The innermost execution that explains a failure, and its log. */
export interface Bottom {
  level: Level;
  /** Undefined if its log could not be read. */
  lines: readonly LogEntry[] | undefined;
  /** The levels from the execution down to this one, which is the last. */
  levels: readonly Level[];
}

/** `in the subflow a.b (execution x), 3 levels down`. */
export function depthOf(levels: readonly Level[]): string {
  const last = levels.at(-1);
  if (last === undefined) return '';
  const { id, namespace, flowId, loopRun } = last.execution;
  const { index, value } = (loopRun ?? {}) as { index?: unknown; value?: unknown };
  const turn =
    value === undefined ? String(index) : `${String(index)} (value ${JSON.stringify(value)?.slice(0, 100)})`;
  const where =
    last.as === 'iteration' ? `in the loop iteration ${turn}` : `in the subflow ${namespace}.${flowId}`;
  const deep = levels.length > 1 ? `, ${levels.length} levels down` : '';
  return `${where} (execution ${id})${deep}`;
}

/** The task runs that failed, and the way down to them. */
export function toldBelow({ execution, map, lines }: Case, top: Level, bottom: Bottom): Partial<Story> {
  const { level, levels } = bottom;
  const runs = innermost(level.execution, ['FAILED'], level.map);
  const shown = runs.length > 0 ? runs : level.run ? [level.run] : [];
  const own =
    levels.length === 0 ? [] : innermost(execution, ['FAILED'], map).filter(({ id }) => id !== top.run?.id);
  return {
    task_runs: [
      ...shown.slice(0, MOST).map((run) => toldRun(run, bottom.lines ?? [], level.map)),
      ...own.slice(0, MOST).map((run) => toldRun(run, lines ?? [], map)),
      ...(shown.length > MOST ? [{ more: `${shown.length - MOST} more failed.` }] : []),
    ],
    ...(levels.length > 0 && { followed: [top, ...levels].map(toldLevel) }),
  };
}

export function toldLevel({ execution, as, taskId }: Level): object {
  const { id, namespace, flowId, state, loopRun } = execution;
  const { taskId: loop, index, value } = (loopRun ?? {}) as Record<string, unknown>;
  return {
    execution_id: id,
    flow: `${namespace}.${flowId}`,
    state: state.current,
    ...(as && { as }),
    ...(as === 'iteration' && { loop, index, value: JSON.stringify(value)?.slice(0, 100) }),
    ...(taskId !== undefined && { task: taskId }),
  };
}

/** Counts the iterations of the loop by state. */
export async function loopOf({ asking, execution }: Case, { run }: Level, { levels }: Bottom) {
  if (run === undefined) return {};
  if (levels[0]?.as !== 'iteration') return turnsOf(execution, run);
  const outputs = asking.left > 1 ? await asking.outputs(execution.id, run.id) : undefined;
  const { iterationCount, terminatedIterations } = (outputs ?? {}) as Record<string, unknown>;
  return iterationCount === undefined
    ? {}
    : { loop: { task: run.taskId, values: iterationCount, ended: terminatedIterations } };
}

export function placeOf({ map, run }: Level) {
  return run && map?.place(run.taskId);
}
