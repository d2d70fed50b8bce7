import type { LogEntry, TaskRun } from '@kestra-mcp/core';
import { short } from '../values.js';
import { type FlowMap, shortType } from './flow-map.js';
import { linesOf, reasonIn, told } from './lines.js';
import { attemptsOf, elapsed, said, sectionOf } from './runs.js';

/** Longest value in a cause. */
const IN_CAUSE = 100;
/** Most attempts to show; the last ones. */
const ATTEMPTS = 4;

/** A task run in a diagnosis. */
export function toldRun(run: TaskRun, lines: readonly LogEntry[], map: FlowMap | undefined): object {
  const place = map?.place(run.taskId);
  const section = sectionOf(run, map);
  const own = linesOf(lines, run);
  const attempts = attemptsOf(run);
  return {
    task: run.taskId,
    ...(place && { type: place.type }),
    ...(section && { part_of: section }),
    ...(place && place.within.length > 0 && { within: place.within.join(' > ') }),
    ...turnOf(run),
    task_run_id: run.id,
    state: run.state.current,
    took: said(elapsed(run.state)),
    ...(attempts.length > 1 && { attempts: attempts.length, tries: triesOf(attempts, lines, run) }),
    ...(own.length > 0 && { lines: told(own) }),
  };
}

/** `task "load" (Query) of errors, iteration 3 (value "x")`. */
export function named(run: TaskRun, map: FlowMap | undefined): string {
  const place = map?.place(run.taskId);
  const type = shortType(place?.type);
  const section = sectionOf(run, map);
  const { iteration, value } = turnOf(run);
  const turn = iteration === undefined ? '' : `, iteration ${iteration}`;
  const shown = JSON.stringify(value)?.slice(0, IN_CAUSE);
  return [
    `task "${run.taskId}"`,
    type === undefined ? '' : ` (${type})`,
    section === undefined ? '' : ` of ${section}`,
    value === undefined ? turn : `${turn} (value ${shown})`,
  ].join('');
}

function turnOf({ iteration, value }: TaskRun): { iteration?: number; value?: unknown } {
  return {
    ...(typeof iteration === 'number' && { iteration }),
    ...(value !== undefined && value !== null && { value: short(value) }),
  };
}

function triesOf(
  attempts: ReturnType<typeof attemptsOf>,
  lines: readonly LogEntry[],
  run: TaskRun,
): object[] {
  const from = Math.max(0, attempts.length - ATTEMPTS);
  return attempts.slice(from).map(({ state }, index) => {
    const error = reasonIn(linesOf(lines, run, from + index));
    return { attempt: from + index + 1, state: state.current, ...(error && { error }) };
  });
}
