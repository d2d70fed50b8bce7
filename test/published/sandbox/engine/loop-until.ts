import { childTasks, type TaskDefinition } from '../flow/definition.js';
import { isObject, type JsonObject } from '../json.js';
import { truthy } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';
import { parseDuration } from '../time.js';
import { executionScope } from './context.js';
import type { RunContext } from './execution.js';
import type { Lane } from './resolve.js';
import type { Running } from './running.js';
import type { StateName } from './state.js';

const INTERVAL_MS = 1000;
const MAX_ROUNDS = 100;

/** The tasks in the current round of a LoopUntil. */
export function rounds({ run, task }: RunContext): Lane[] {
  const iteration = run.round ?? 0;
  const starts = childTasks(task, 'tasks').map((child) => ({ task: child, iteration }));
  return [{ starts, held: run.resting === true }];
}

/** Returns how the loop ends after a round, or undefined if another round follows. */
export function afterRound(
  engine: Running,
  context: RunContext,
  done: StateName,
): { state: StateName; outputs: JsonObject } | undefined {
  const { execution, run, task } = context;
  const iterationCount = (run.round ?? 0) + 1;
  run.outputs = { iterationCount };
  const outputs = run.outputs;
  if (done === 'FAILED') return { state: done, outputs };
  if (truthy(render(task.condition, executionScope(engine.host, execution, run)))) {
    return { state: done, outputs };
  }
  const { interval, maxIterations, failOnMaxReached } = limits(task);
  if (iterationCount >= maxIterations) return { state: failOnMaxReached ? 'FAILED' : done, outputs };
  run.round = iterationCount;
  run.resting = true;
  const next = () => {
    run.resting = false;
    engine.advance(execution);
  };
  engine.later(execution, next, interval);
  return undefined;
}

function limits(task: TaskDefinition) {
  const given = isObject(task.checkFrequency) ? task.checkFrequency : {};
  return {
    interval: parseDuration(String(given.interval)) ?? INTERVAL_MS,
    maxIterations: Number(given.maxIterations ?? MAX_ROUNDS),
    failOnMaxReached: task.failOnMaxReached === true,
  };
}
