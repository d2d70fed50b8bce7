import type { LogEntry, TaskRun } from '@kestra-mcp/core';
import type { Asking } from '../asking.js';
import type { Case, Story } from '../case.js';
import { FlowMap } from '../reading/flow-map.js';
import { follow, type Level, type Looked, linkedChild, withRun } from '../reading/follow.js';
import { type Hint, hintOf, subflowOf } from '../reading/hints.js';
import { linesOf, oneLine, reasonIn } from '../reading/lines.js';
import { attemptsOf, FAILING, innermost, isUnworked } from '../reading/runs.js';
import { named, toldRun } from '../reading/task-run.js';
import { turnsOf } from '../reading/turns.js';
import { adviceFor } from './advice.js';
import { failedAsAWhole } from './failed-as-a-whole.js';
import { diagnoseToo } from './next.js';

/** Task runs of one execution that are told. */
const MOST = 5;

/** The innermost execution that explains a failure, and what it wrote. */
export interface Bottom {
  level: Level;
  /** Undefined where its log could not be read. */
  lines: readonly LogEntry[] | undefined;
  /** Levels between the execution and this one, which is the last of them. */
  levels: readonly Level[];
}

/** Why an execution has failed, or failed before it was tried again. */
export async function failed(about: Case, states: readonly string[] = ['FAILED']): Promise<Story> {
  const { execution, map } = about;
  const looked: Looked = { states: FAILING };
  const [run] = innermost(execution, states, map);
  if (run === undefined) return failedAsAWhole(about);
  const top: Level = { execution, run, taskId: run.taskId, ...(map && { map }) };
  const bottom = await bottomOf(about, top, looked);
  const { level } = bottom;
  if (level.run === undefined) return belowAsAWhole(about, top, bottom);
  const reason = await reasonFor(about.asking, level.run, bottom);
  const hint = hintOf(reason, { namespace: level.execution.namespace, task: placeOf(level) });
  return {
    cause: causeOf(about, { bottom, run: level.run, reason, hint }),
    next: [
      ...(about.asking.isCutShort ? [diagnoseToo(level.execution, 'goes on from there, farther down.')] : []),
      ...adviceFor(about, { hint, level, run: level.run }),
    ],
    ...toldBelow(about, top, bottom),
    ...(await loopOf(about, top, bottom)),
    ...(hint.help && { notes: [hint.help] }),
    run: top.run,
  };
}

async function bottomOf(about: Case, top: Level, looked: Looked): Promise<Bottom> {
  const { asking } = about;
  const levels = await follow(asking, top, looked);
  if (levels.length === 0 && top.run !== undefined && isUnworked(top.run)) {
    const child = await linkedChild(asking, about.lines ?? [], { run: top.run, looked });
    if (child !== undefined) levels.push(child, ...(await follow(asking, child, looked)));
  }
  const last = levels.at(-1);
  if (last === undefined) return { level: top, lines: about.lines, levels };
  const { execution } = last;
  const [lines, flow] = await Promise.all([
    asking.lines(execution.id),
    last.map ?? asking.flow(execution.namespace, execution.flowId, execution.flowRevision),
  ]);
  const map = flow instanceof FlowMap ? flow : flow && new FlowMap(flow);
  const level = withRun({ ...last, ...(map && { map }) }, { states: ['FAILED'] });
  return { level: level.run ? level : withRun(level, looked), lines, levels };
}

/** What the task run wrote last, errors first; without any, all that it wrote is looked through. */
async function reasonFor(asking: Asking, run: TaskRun, { level, lines }: Bottom): Promise<string> {
  const said = reasonIn(linesOf(lines ?? [], run));
  if (said !== undefined) return said;
  const all = asking.left > 1 ? await asking.linesOfRun(level.execution.id, run.id) : undefined;
  const none = all || lines ? 'it wrote no error to its log.' : 'its log could not be read.';
  return reasonIn(linesOf(all ?? [], run)) ?? none;
}

function causeOf(
  { execution }: Case,
  { bottom, run, reason, hint }: { bottom: Bottom; run: TaskRun; reason: string; hint: Hint },
): string {
  const { level, levels } = bottom;
  const tries = attemptsOf(run).length;
  const again = tries > 1 ? ` after ${tries} attempts` : '';
  const missing = hint.kind === 'subflow' ? (subflowOf(placeOf(level)) ?? hint.name) : undefined;
  const timeout = hint.kind === 'timeout' ? placeOf(level)?.task.timeout : undefined;
  const what = [
    named(run, level.map),
    levels.length > 0 ? `, ${depthOf(levels)},` : '',
    ` ${run.state.current === 'FAILED' ? 'failed' : `is ${run.state.current}`}${again}: ${reason}`,
    missing !== undefined && !reason.includes(missing) ? ` (the subflow is ${missing})` : '',
    timeout === undefined || timeout === null ? '' : ` (its timeout is ${String(timeout)})`,
  ].join('');
  return `${execution.state.current}: ${oneLine(what)}`;
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

/** The task runs in trouble, and the way down to them. */
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

/** A subflow that has failed without a task that did. */
async function belowAsAWhole(about: Case, top: Level, bottom: Bottom): Promise<Story> {
  const { level, lines, levels } = bottom;
  const { flow } = level.map ?? {};
  const { execution } = level;
  const story = failedAsAWhole({ asking: about.asking, execution, lines, map: level.map, flow });
  const [, ...reason] = story.cause.split(': ');
  const cause = `${about.execution.state.current}: task "${top.taskId}", ${depthOf(levels)}: ${reason.join(': ')}`;
  return { ...story, cause, ...toldBelow(about, top, bottom), run: top.run };
}

/** How many turns of the loop went how. */
async function loopOf({ asking, execution }: Case, { run }: Level, { levels }: Bottom) {
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
