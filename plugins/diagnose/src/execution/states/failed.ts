import { sleep, type TaskRun } from '@kestra-mcp/core';
import type { Asking } from '../asking.js';
import type { Case, Story } from '../case.js';
import { FlowMap, isMap, shortType } from '../reading/flow-map.js';
import { follow, type Level, type Looked, leadsDeeper, linkedChild, withRun } from '../reading/follow.js';
import { type Hint, hintOf, subflowOf } from '../reading/hints.js';
import { joined, linesOf, oneLine, reasonIn } from '../reading/lines.js';
import { attemptsOf, FAILING, hasJustEnded, innermost } from '../reading/runs.js';
import { named } from '../reading/task-run.js';
import { adviceFor } from './advice.js';
import { type Bottom, depthOf, loopOf, placeOf, toldBelow } from './below.js';
import { failedAsAWhole } from './failed-as-a-whole.js';
import { diagnoseToo, replay } from './next.js';

/** Milliseconds until logs and searches show what has just happened. */
const A_MOMENT = 1_000;

/** Why an execution failed, or failed before it was retried. */
export async function failed(about: Case, states: readonly string[] = ['FAILED']): Promise<Story> {
  const { execution, map } = about;
  const looked: Looked = { states: states.includes('WARNING') ? [...FAILING, 'WARNING'] : FAILING };
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
      ...(about.asking.isCutShort
        ? [diagnoseToo(level.execution, 'Continues the diagnosis further down from there.')]
        : []),
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
  if (levels.length === 0) levels.push(...(await lookAgain(about, top, looked)));
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

/** Looks again for what a search did not find: a log line may name it, or the search may be a moment behind. */
async function lookAgain(
  { asking, execution, lines = [] }: Case,
  top: Level,
  looked: Looked,
): Promise<Level[]> {
  if (top.run === undefined || !leadsDeeper(top)) return [];
  const child = await linkedChild(asking, lines, { run: top.run, looked });
  if (child !== undefined) return [child, ...(await follow(asking, child, looked))];
  const isExplained = reasonIn(linesOf(lines, top.run)) !== undefined;
  if (isExplained || !hasJustEnded(execution)) return [];
  await sleep(A_MOMENT);
  return follow(asking, top, { states: looked.states });
}

/** The last line that the task run logged, errors first. If it logged no error, reads its whole log. */
async function reasonFor(asking: Asking, run: TaskRun, { level, lines }: Bottom): Promise<string> {
  const said = reasonIn(linesOf(lines ?? [], run));
  if (said !== undefined) return said;
  if (hasJustEnded(level.execution)) await sleep(A_MOMENT);
  const all = asking.left > 1 ? await asking.linesOfRun(level.execution.id, run.id) : undefined;
  const own = linesOf(all ?? lines ?? [], run);
  return reasonIn(own) ?? unresumed(level) ?? unmet(level) ?? withoutReason(own, all ?? lines);
}

function withoutReason(own: readonly unknown[], read: unknown): string {
  if (read === undefined) return 'its log could not be read.';
  return own.length > 0 ? 'it logged no error.' : 'its log is empty.';
}

/** A pause that nobody resumes in time fails without a log line. */
function unresumed(level: Level): string | undefined {
  const { type, task } = placeOf(level) ?? {};
  const limit = task?.pauseDuration ?? task?.timeout ?? task?.delay;
  if (shortType(type) !== 'Pause' || limit === undefined || limit === null) return undefined;
  return `nobody resumed it within ${String(limit)}.`;
}

/** A LoopUntil whose condition is not met in time fails without a log line. */
function unmet(level: Level): string | undefined {
  const { type, task } = placeOf(level) ?? {};
  if (!['LoopUntil', 'WaitFor'].includes(shortType(type) ?? '')) return undefined;
  const { maxIterations, maxDuration } = isMap(task?.checkFrequency) ? task.checkFrequency : {};
  const limits = [
    ...(maxIterations == null ? [] : [`${String(maxIterations)} iterations`]),
    ...(maxDuration == null ? [] : [String(maxDuration)]),
  ];
  const within = limits.length > 0 ? ` within ${limits.join(' or ')}` : '';
  return oneLine(`its condition ${String(task?.condition ?? '')} was not met${within}.`);
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
  return `${execution.state.current}: ${joined(what)}`;
}

/** A subflow that failed although none of its tasks did. */
async function belowAsAWhole(about: Case, top: Level, bottom: Bottom): Promise<Story> {
  const { level, lines, levels } = bottom;
  const { flow } = level.map ?? {};
  const { execution } = level;
  const story = failedAsAWhole({ asking: about.asking, execution, lines, map: level.map, flow });
  const [, ...reason] = story.cause.split(': ');
  const cause = `${about.execution.state.current}: task "${top.taskId}", ${depthOf(levels)}: ${reason.join(': ')}`;
  // Replay the execution that started it: replaying only the subflow would not help the execution above.
  const next = story.next.map((each) =>
    each.tool === 'replay_execution' ? replay(about.execution, each.why, true) : each,
  );
  return { ...story, cause, next, ...toldBelow(about, top, bottom), run: top.run };
}
