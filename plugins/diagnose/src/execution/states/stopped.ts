import type { Execution } from '@kestra-mcp/core';
import type { Case, Story } from '../case.js';
import { shortType } from '../reading/flow-map.js';
import { startedBy } from '../reading/follow.js';
import { concurrencyOf } from '../reading/hints.js';
import { wordOfWhole } from '../reading/lines.js';
import { historyOf, innermost, runsOf } from '../reading/runs.js';
import { named, toldRun } from '../reading/task-run.js';
import { failed } from './failed.js';
import { logs, look, replay } from './next.js';

const MOST = 5;

/** An execution that was killed: when, during which task, and by whom if Kestra says so. */
export async function killed(about: Case): Promise<Story> {
  const { execution, map, lines = [] } = about;
  const isOver = execution.state.current === 'KILLED';
  const runs = innermost(execution, ['KILLED', 'KILLING', ...(isOver ? [] : ['RUNNING'])], map);
  const during = runs.slice(0, MOST).map((run) => named(run, map));
  const history = historyOf(execution.state);
  const asked = history.find(({ state }) => state === 'KILLING') ?? history.at(-1);
  const past = runsOf(execution).at(-1);
  const between = past === undefined ? ' before any task ran' : ` after ${named(past, map)}`;
  const where = during.length > 0 ? ` during ${during.join(', ')}` : between;
  const who = await killerOf(about);
  const cause = isOver
    ? `KILLED: it was killed at ${asked?.date ?? 'an unknown time'}${where}. ${capital(who)}`
    : `KILLING: the kill was requested at ${asked?.date ?? 'an unknown time'}${where}, and it has not ended yet. ${capital(who)}`;
  const failing = innermost(execution, ['FAILED'], map);
  const before = failing.map((run) => `${named(run, map)} had already failed.`);
  return {
    cause,
    next: isOver
      ? [replay(execution, 'Runs it again with the same inputs. A killed execution cannot be restarted.')]
      : [look(execution, 'Shows whether it has ended.')],
    task_runs: [...runs, ...failing].slice(0, MOST).map((run) => toldRun(run, lines, map)),
    ...(before.length > 0 && { notes: before.slice(0, MOST) }),
    run: runs[0],
  };
}

async function killerOf({ execution, asking, map, lines }: Case): Promise<string> {
  const exit = exitTask(execution, map);
  if (exit !== undefined) return `the task "${exit}" (Exit) ended it.`;
  const word = wordOfWhole(lines);
  if (word !== undefined) return `its log says: ${word}`;
  const parent = startedBy(execution)?.executionId ?? execution.parentId;
  const above = typeof parent === 'string' ? await asking.execution(parent) : undefined;
  if (above !== undefined && ['KILLED', 'KILLING'].includes(above.state.current)) {
    return `it was killed together with the execution ${above.id} of ${above.namespace}.${above.flowId}, which had started it.`;
  }
  return 'a request killed it. Kestra does not say who sent it. The Enterprise Edition has that in its audit log.';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function exitTask(execution: Execution, map: Case['map']): string | undefined {
  const isExit = (taskId: string) => shortType(map?.place(taskId)?.type) === 'Exit';
  return runsOf(execution).find(({ taskId, state }) => isExit(taskId) && state.current !== 'SKIPPED')?.taskId;
}

/** An execution that was cancelled. */
export async function cancelled(about: Case): Promise<Story> {
  const { execution, map, lines = [] } = about;
  const runs = innermost(execution, ['CANCELLED', 'FAILED', 'KILLED'], map);
  return {
    cause: `CANCELLED: ${cancelledBy(about, runs.length > 0 ? named(runs[0] as (typeof runs)[0], map) : undefined)}`,
    next: about.asking.isFlowGone ? [] : [replay(execution, 'Runs it again with the same inputs.')],
    ...(runs.length > 0 && { task_runs: runs.slice(0, MOST).map((run) => toldRun(run, lines, map)) }),
  };
}

function cancelledBy({ execution, flow, map, lines }: Case, during: string | undefined): string {
  const word = wordOfWhole(lines);
  if (word !== undefined) return `its log says: ${word}`;
  const past = historyOf(execution.state).map(({ state }) => state);
  const concurrency = concurrencyOf(flow);
  const { limit } = concurrency ?? {};
  if (past.includes('QUEUED') && !past.includes('RUNNING'))
    return `it was queued because of the concurrency limit of ${String(limit ?? 'its flow')}, and was removed from the queue before it ran.`;
  if (concurrency?.behavior === 'CANCEL' && !past.includes('RUNNING'))
    return `the flow's concurrency limit of ${String(limit)} was reached when it started, and the flow cancels executions beyond the limit (behavior CANCEL).`;
  const exit = exitTask(execution, map);
  if (exit !== undefined) return `the task "${exit}" (Exit) ended it.`;
  const sla = Array.isArray(flow?.sla) ? flow.sla.map((each) => String(each?.id)) : [];
  if (sla.length > 0)
    return `an SLA of the flow was missed (${sla.join(', ')}), or somebody changed its state${during ? `, during ${during}` : ''}.`;
  return `somebody changed its state, or cancelled the execution it belongs to${during ? `, during ${during}` : ''}. Kestra does not say more.`;
}

/** An execution that failed and was retried as a new execution. */
export async function retried(about: Case): Promise<Story> {
  const story = await failed(about);
  const { execution } = about;
  return {
    ...story,
    cause: story.cause.replace(/^RETRIED: /, 'RETRIED as a new execution, because this one failed: '),
    next: [
      {
        tool: 'list_executions',
        arguments: { namespace: execution.namespace, flow_id: execution.flowId },
        why: 'Shows the execution that ran instead.',
      },
      ...story.next.filter(({ tool }) => tool === 'get_execution_logs'),
    ],
  };
}

/** An execution that was skipped. */
export async function skipped({ execution, asking }: Case): Promise<Story> {
  const runs = runsOf(execution);
  const why =
    runs.length === 0 ? 'the whole execution was skipped before any task ran' : 'its tasks were skipped';
  return {
    cause: `SKIPPED: ${why}. An administrator may have configured Kestra to skip it.`,
    next: asking.isFlowGone
      ? []
      : [replay(execution, 'Runs it again.'), logs(execution, undefined, 'May say more.')],
  };
}
