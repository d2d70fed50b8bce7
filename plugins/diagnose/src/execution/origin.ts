import type { Execution } from '@kestra-mcp/core';
import { isMap } from './reading/flow-map.js';
import { startedBy } from './reading/follow.js';
import { systemLabel } from './reading/hints.js';
import { historyOf, said } from './reading/runs.js';

/** Milliseconds from which a late schedule counts as making up for a missed time. */
const LATE = 10 * 60_000;

/** The date that an execution makes up for, if it ran long after its scheduled date. */
export function madeUpFor({ trigger, state }: Execution): string | undefined {
  if (!isMap(trigger) || !isMap(trigger.variables) || !/Schedule/.test(String(trigger.type)))
    return undefined;
  const { date } = trigger.variables;
  const late = Date.parse(state.startDate ?? '') - Date.parse(String(date));
  return late > LATE ? String(date) : undefined;
}

/** What started an execution, and whether it is a restart or a replay. */
export function originOf(execution: Execution): string[] {
  return [...byTrigger(execution), ...byRerun(execution)];
}

function byTrigger(execution: Execution): string[] {
  const { trigger, state } = execution;
  if (!isMap(trigger)) return [];
  const variables = isMap(trigger.variables) ? trigger.variables : {};
  const parent = startedBy(execution)?.executionId;
  if (typeof parent === 'string')
    return [`Started by the task "${String(trigger.id)}" of the execution ${parent}.`];
  if (!/Schedule/.test(String(trigger.type)))
    return [`Started by the trigger "${String(trigger.id)}" (${String(trigger.type)}).`];
  const date = typeof variables.date === 'string' ? variables.date : undefined;
  const late = said(Date.parse(state.startDate ?? '') - Date.parse(date ?? ''));
  const makesUp = madeUpFor(execution)
    ? `, ${late} before it ran, as part of a backfill or to make up for a missed schedule`
    : '';
  return [`Started by the schedule "${String(trigger.id)}"${date ? ` for ${date}${makesUp}` : ''}.`];
}

function byRerun(execution: Execution): string[] {
  const { id, originalId, parentId, kind, state } = execution;
  const restarts = historyOf(state).filter(({ state: past }) => past === 'RESTARTED').length;
  const attempt = isMap(execution.metadata) ? Number(execution.metadata.attemptNumber) : 1;
  const isReplay =
    systemLabel(execution, 'replay') === 'true' || (originalId !== undefined && originalId !== id);
  return [
    ...(restarts > 0
      ? [`Restarted ${restarts === 1 ? 'once' : `${restarts} times`}. Attempts before a restart count too.`]
      : []),
    ...(restarts === 0 && attempt > 1 ? [`This is attempt ${attempt} of the execution.`] : []),
    ...(isReplay ? [`This is a replay of ${String(parentId ?? originalId)}.`] : []),
    ...(kind === 'LOOP' ? [`This is an iteration of a loop of ${String(parentId)}.`] : []),
  ];
}
