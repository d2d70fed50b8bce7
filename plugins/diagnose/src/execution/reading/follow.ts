import type { Execution, TaskRun } from '@kestra-mcp/core';
import type { Asking } from '../asking.js';
import { type FlowMap, isMap, shortType } from './flow-map.js';
import { linkedExecution } from './lines.js';
import { innermost, isUnworked, runsOf } from './runs.js';

/** An execution on the way down, and its task run that explains the state. */
export interface Level {
  execution: Execution;
  run?: TaskRun;
  /** The task of its run. It may be known only from the next level. */
  taskId?: string;
  map?: FlowMap;
  /** How it belongs to the level above. */
  as?: 'subflow' | 'iteration';
}

/** The states to look for below: what failed, or what has not ended. */
export interface Looked {
  states: readonly string[];
  /** Descendants of the first level that a search has already found. */
  family?: Execution[];
}

/** Most levels to follow below the first. */
const DEEPEST = 20;
/** Requests reserved for the innermost level: its log and its flow. */
const RESERVED = 2;
/** Types of tasks that start no execution. */
const HOLDERS: ReadonlySet<string> = new Set([
  ...['Sequential', 'Parallel', 'If', 'Switch', 'Dag', 'ForEach', 'EachSequential', 'EachParallel'],
  ...['AllowFailure', 'WorkingDirectory', 'LoopUntil', 'WaitFor', 'Pause'],
]);

/** The subflows and loop iterations below a level that explain its state, down to the innermost. */
export async function follow(asking: Asking, top: Level, looked: Looked): Promise<Level[]> {
  const levels: Level[] = [];
  const seen = new Set([top.execution.id]);
  let at = top;
  for (let depth = 0; depth < DEEPEST; depth++) {
    if (asking.left <= RESERVED && leadsDeeper(at)) {
      asking.isCutShort = true;
      break;
    }
    const child = await childOf(asking, at, looked);
    if (child === undefined || seen.has(child.execution.id)) break;
    seen.add(child.execution.id);
    levels.push(child);
    at = child;
  }
  return levels;
}

/** Whether a task run may have started an execution that was not read. */
export function leadsDeeper({ run, map }: Level): boolean {
  if (run === undefined || HOLDERS.has(shortType(map?.place(run.taskId)?.type) ?? '')) return false;
  return isUnworked(run);
}

async function childOf(asking: Asking, level: Level, looked: Looked): Promise<Level | undefined> {
  const known = inFamily(level, looked);
  if (known !== undefined) return entered(asking, known, looked);
  const { run, map } = level;
  if (run === undefined) return undefined;
  const kind = shortType(map?.place(run.taskId)?.type);
  // A task of a third-party plugin may also have an output with that name.
  if (!isUnworked(run) || HOLDERS.has(kind ?? '')) return undefined;
  const named = isMap(run.outputs) ? run.outputs.executionId : undefined;
  if (typeof named === 'string') return subflow(asking, named, looked);
  const isSplit = await asking.isSplit();
  // Before 2.0 a task run that has started an execution says so, but for those of many.
  if (!isSplit && map !== undefined && kind !== 'ForEachItem' && kind !== 'Subflow') return undefined;
  const started = kind === 'Loop' ? undefined : await searched(asking, level, looked, isSplit);
  if (started !== undefined) return started;
  return isSplit && kind !== 'Subflow' ? iteration(asking, level, looked) : undefined;
}

/** Searched for once by what all of a family have, so that no depth costs more; else what this one has started. */
async function searched(
  asking: Asking,
  level: Level,
  looked: Looked,
  isSplit: boolean,
): Promise<Level | undefined> {
  const { id, labels } = level.execution;
  const correlation = (labels ?? []).find(({ key }) => key === 'system.correlationId')?.value;
  if (isSplit && looked.family === undefined && correlation !== undefined) {
    looked.family = (await asking.kin(id, looked.states, correlation)) ?? [];
    const found = inFamily(level, looked);
    if (found !== undefined) return entered(asking, found, looked);
  }
  const rows = (await asking.kin(id, looked.states)) ?? [];
  const [child] = earliest(rows.filter(isSubflow), level.run);
  return child && entered(asking, child, looked);
}

/** A descendant that is known from a search, and what it has started is known, too: it is not read itself. */
async function entered(asking: Asking, row: Execution, looked: Looked): Promise<Level | undefined> {
  const below = inFamily({ execution: row }, looked);
  if (below !== undefined) return { execution: row, as: 'subflow', ...taskOf(below) };
  const isWhole = runsOf(row).length > 0;
  const execution = isWhole ? row : await asking.execution(row.id);
  return withRun({ execution: execution ?? row, as: 'subflow' }, looked);
}

async function subflow(asking: Asking, id: string, looked: Looked): Promise<Level | undefined> {
  const execution = await asking.execution(id);
  return execution && withRun({ execution, as: 'subflow' }, looked);
}

async function iteration(asking: Asking, { execution: { id }, map }: Level, looked: Looked) {
  for (const state of looked.states.includes('FAILED') ? ['FAILED'] : ['PAUSED', 'RUNNING']) {
    const rows = (await asking.iterations(id, state)) ?? [];
    const [first] = [...rows].sort((a, b) => (a.state.endDate ?? '').localeCompare(b.state.endDate ?? ''));
    if (first === undefined) continue;
    const whole = await asking.execution(first.id);
    const level: Level = { execution: whole ?? first, as: 'iteration', ...(map && { map }) };
    return withRun(level, looked);
  }
  return undefined;
}

/** The level with the task run that explains it. */
export function withRun(level: Level, { states }: Looked): Level {
  const [run] = innermost(level.execution, states, level.map);
  return run === undefined ? level : { ...level, run, taskId: run.taskId };
}

/** The child that only a log line names, because a search did not find it. */
export async function linkedChild(
  asking: Asking,
  lines: Parameters<typeof linkedExecution>[0],
  { run, looked }: { run: TaskRun; looked: Looked },
): Promise<Level | undefined> {
  const id = linkedExecution(lines, run);
  return id === undefined ? undefined : subflow(asking, id, looked);
}

interface StartedBy {
  executionId?: unknown;
  taskRunId?: unknown;
  taskId?: unknown;
}

/** What started the execution of a subflow; undefined if a trigger started it. */
export function startedBy({ trigger }: Execution): StartedBy | undefined {
  if (!isMap(trigger) || !isMap(trigger.variables)) return undefined;
  const isTask = typeof trigger.type === 'string' && /\.flow\.|\.tasks\.flows\./.test(trigger.type);
  return isTask ? trigger.variables : undefined;
}

function isSubflow(row: Execution): boolean {
  return startedBy(row) !== undefined;
}

function inFamily({ execution, run }: Pick<Level, 'execution' | 'run'>, { family = [] }: Looked) {
  const children = family.filter((row) => startedBy(row)?.executionId === execution.id);
  return earliest(children, run)[0];
}

/** The first in time, of those that the task run has started, if any are known to be its. */
function earliest(rows: readonly Execution[], run: TaskRun | undefined): Execution[] {
  const own = rows.filter((row) => startedBy(row)?.taskRunId === run?.id);
  const wanted = own.length > 0 ? own : rows;
  return [...wanted].sort((a, b) => (a.state.endDate ?? '').localeCompare(b.state.endDate ?? ''));
}

function taskOf(child: Execution): { taskId?: string } {
  const taskId = startedBy(child)?.taskId;
  return typeof taskId === 'string' ? { taskId } : {};
}
