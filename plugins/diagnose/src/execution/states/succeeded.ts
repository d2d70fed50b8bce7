import type { TaskRun } from '@kestra-mcp/core';
import type { Case, Story } from '../case.js';
import { shortType } from '../reading/flow-map.js';
import { startedBy } from '../reading/follow.js';
import { hintOf } from '../reading/hints.js';
import { linesOf, messageOf, oneLine, reasonIn, sentence } from '../reading/lines.js';
import { attemptsOf, elapsed, FAILING, historyOf, innermost, runsOf, said } from '../reading/runs.js';
import { named, toldRun } from '../reading/task-run.js';
import { failed } from './failed.js';
import { logs } from './next.js';

/** Most task runs of each kind to show. */
const MOST = 5;
/** Milliseconds from which a task run counts as slow. */
const SLOW = 1_000;

/** An execution that succeeded: what was retried, skipped or slow. */
export async function succeeded(about: Case): Promise<Story> {
  const { execution, map, lines = [] } = about;
  const runs = runsOf(execution);
  const retried = runs.filter((run) => run.state.current === 'SUCCESS' && attemptsOf(run).length > 1);
  const skipped = runs.filter(({ state }) => state.current === 'SKIPPED');
  if (innermost(execution, ['FAILED'], map).length > 0) return thoughFailed(about);
  const contained = innermost(execution, ['WARNING'], map);
  const again = retried.slice(0, MOST).map((run) => {
    const first = reasonIn(linesOf(lines, run, 0));
    return `${named(run, map)} succeeded on attempt ${attemptsOf(run).length}${first ? `, after: ${first}` : ''}`;
  });
  const took = said(elapsed(execution.state));
  const cause =
    again.length > 0
      ? `${execution.state.current}: nothing failed in the end. It took ${took}; ${again.join('; ')}.`
      : `${execution.state.current}: nothing failed. It took ${took}${skipped.length > 0 ? `; ${skippedOf(skipped, about)}` : ''}.`;
  const notes = [
    ...(again.length > 0 && skipped.length > 0 ? [skippedOf(skipped, about)] : []),
    ...contained.slice(0, MOST).map((run) => `${named(run, map)} ended as ${run.state.current}.`),
    ...(await unpassed(about)),
    ...slowest(about),
    ...noted(about, retried),
  ];
  return {
    cause,
    next: lines.length > 0 ? [logs(execution, undefined, 'Shows its warnings and errors.')] : [],
    ...(retried.length > 0 && { task_runs: retried.slice(0, MOST).map((run) => toldRun(run, lines, map)) }),
    ...(notes.length > 0 && { notes }),
  };
}

/** Subflows that failed although their tasks succeeded, because these do not transmit failures. */
async function unpassed({ execution, asking, map }: Case): Promise<string[]> {
  const calls = runsOf(execution).filter(({ taskId }) => {
    const place = map?.place(taskId);
    const { transmitFailed, wait } = place?.task ?? {};
    const isPassed = transmitFailed !== false && wait !== false;
    return !isPassed && ['Subflow', 'ForEachItem'].includes(shortType(place?.type) ?? '');
  });
  const rows = calls.length > 0 ? ((await asking.kin(execution.id, [...FAILING, 'WARNING'])) ?? []) : [];
  return rows
    .filter((row) => startedBy(row) !== undefined)
    .map(
      ({ id, namespace, flowId, state }) =>
        `The subflow ${namespace}.${flowId} (execution ${id}) ended as ${state.current}, but its task does not transmit that.`,
    );
}

/** An execution that did not fail although a task did, for example in `finally`. */
async function thoughFailed(about: Case): Promise<Story> {
  const { cause, ...story } = await failed(about);
  const { state } = about.execution;
  const before = historyOf(state).at(-2)?.state;
  const end =
    before === 'FAILED'
      ? `The execution ended as FAILED, and its state was changed to ${state.current} afterwards.`
      : `The execution still ended as ${state.current}.`;
  return { ...story, cause: `${sentence(cause)} ${end}` };
}

/** An execution that ended with a warning: what failed, and why that was allowed. */
export async function warned(about: Case): Promise<Story> {
  const { execution, map, lines = [] } = about;
  const [run] = innermost(execution, ['FAILED', 'WARNING'], map);
  if (run === undefined) {
    const line = lines.at(-1);
    const why =
      line === undefined ? 'no task run has a warning' : `its log says: ${oneLine(messageOf(line))}`;
    return {
      cause: `WARNING: ${why}.`,
      next: [logs(execution, undefined, 'Shows everything that it logged.')],
    };
  }
  const story = await failed(about, ['FAILED', 'WARNING']);
  const why = allowedBy(run, about);
  const tries = attemptsOf(run).length;
  const isRetried = run.state.current === 'WARNING' && attemptsOf(run).at(-1)?.state.current === 'SUCCESS';
  const cause = isRetried
    ? `WARNING: ${named(run, map)} succeeded only on attempt ${tries}: ${reasonIn(linesOf(lines, run, 0)) ?? 'it failed before'}`
    : `${sentence(story.cause.replace(/ is WARNING(?=[ :])/, ' failed'))} The flow continued, because ${why}.`;
  return { ...story, cause, ...(isRetried && { notes: [] }) };
}

function allowedBy(run: TaskRun, { map, execution }: Case): string {
  const place = map?.place(run.taskId);
  if (place?.task.allowFailure === true) return `the task "${run.taskId}" has allowFailure`;
  const holder = place?.within.findLast((id) => shortType(map?.place(id)?.type) === 'AllowFailure');
  if (holder !== undefined) return `the task is inside the AllowFailure task "${holder}"`;
  const above = place?.within.findLast((id) => map?.place(id)?.task.allowFailure === true);
  if (above !== undefined) return `the task "${above}" around it has allowFailure`;
  return execution.state.current === 'WARNING' ? 'it was only a warning' : 'it was allowed to fail';
}

function skippedOf(runs: readonly TaskRun[], { map }: Case): string {
  const each = runs.slice(0, MOST).map((run) => {
    const task = map?.place(run.taskId)?.task;
    const condition = task?.runIf ?? task?.when;
    return `${named(run, map)} was skipped${condition === undefined ? '' : ` (runIf ${String(condition)})`}`;
  });
  return each.join('; ') + (runs.length > MOST ? `; ${runs.length - MOST} more` : '');
}

function slowest({ execution, map }: Case): string[] {
  const holders = new Set(runsOf(execution).map(({ parentTaskRunId }) => parentTaskRunId));
  const slow = runsOf(execution)
    .filter(({ id }) => !holders.has(id))
    .map((run) => ({ run, took: elapsed(run.state) ?? 0 }))
    .filter(({ took }) => took >= SLOW)
    .sort((a, b) => b.took - a.took)
    .slice(0, 3);
  if (slow.length === 0) return [];
  return [`Slowest: ${slow.map(({ run, took }) => `${named(run, map)} ${said(took)}`).join(', ')}.`];
}

/** Errors that were logged although nothing failed. */
function noted({ lines = [], execution }: Case, retried: readonly TaskRun[]): string[] {
  const known = new Set<unknown>(retried.map(({ id }) => id));
  const errors = lines.filter(({ level, taskRunId }) => level === 'ERROR' && !known.has(taskRunId));
  const last = errors.at(-1);
  if (last === undefined) return [];
  const hint = hintOf(messageOf(last), { namespace: execution.namespace });
  const message = `Errors in its log: ${errors.length}. The last one: ${oneLine(messageOf(last))}`;
  return [message, ...(hint.help ? [hint.help] : [])];
}
