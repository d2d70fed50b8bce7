import type { TaskDefinition } from '../flow/definition.js';
import type { JsonObject } from '../json.js';
import { renderText } from '../pebble/render.js';
import { isoDate, parseDuration } from '../time.js';
import { executionScope } from './context.js';
import type { RunContext } from './execution.js';
import type { Running } from './running.js';
import { endRun } from './runs.js';
import { current, moved, type StateName } from './state.js';

const BEHAVIORS: Record<string, StateName> = { WARN: 'WARNING', FAIL: 'FAILED', CANCEL: 'CANCELLED' };

/** Pauses an execution at a Pause task, for the duration that the task sets, if any. */
export function pauseRun(engine: Running, { execution, run, task }: RunContext): void {
  const { host } = engine;
  run.outputs = {};
  run.state = moved(run.state, 'PAUSED', host.timeline.next());
  execution.state = moved(execution.state, 'PAUSED', host.timeline.next());
  host.executions.save(execution);
  const { text, state } = limit(task);
  const ms = text && parseDuration(renderText(text, executionScope(host, execution, run)));
  if (typeof ms !== 'number') return;
  const wake = () => {
    if (current(run.state) === 'PAUSED') resumeRun(engine, { execution, run }, { state });
  };
  engine.later(execution, wake, ms);
}

/** How a pause ends: the state of the task run, and the inputs of the person who resumed it. */
export interface PauseEnd {
  state: StateName;
  onResume?: JsonObject;
}

/** Ends a paused task run. The execution continues when no other task run is paused. */
export function resumeRun(
  engine: Running,
  { execution, run }: Omit<RunContext, 'task'>,
  { state, onResume }: PauseEnd,
): void {
  const { host } = engine;
  const resumed = { on: isoDate(host.timeline.next()).slice(0, -1), to: state };
  endRun(host, run, { state, outputs: onResume ? { onResume, resumed } : { resumed } });
  const paused = (execution.taskRuns ?? []).some((each) => current(each.state) === 'PAUSED');
  if (!paused) {
    execution.attemptNumber += 1;
    if (state === 'CANCELLED') return engine.end(execution, 'CANCELLED');
    execution.state = moved(execution.state, 'RESTARTED', host.timeline.next());
    engine.later(execution, () => engine.begin(execution));
  }
  host.executions.save(execution);
}

function limit(task: TaskDefinition): { text: string | undefined; state: StateName } {
  const duration = task.pauseDuration ?? task.delay;
  if (typeof duration === 'string')
    return { text: duration, state: BEHAVIORS[String(task.behavior)] ?? 'SUCCESS' };
  return { text: typeof task.timeout === 'string' ? task.timeout : undefined, state: 'FAILED' };
}
