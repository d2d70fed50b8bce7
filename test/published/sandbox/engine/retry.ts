import type { TaskDefinition } from '../flow/definition.js';
import { isObject, type JsonObject } from '../json.js';
import { parseDuration } from '../time.js';
import type { RunContext, TaskRun } from './execution.js';
import type { Running } from './running.js';
import { endRun } from './runs.js';
import { current, moved } from './state.js';

const retryOf = ({ retry }: TaskDefinition): JsonObject => (isObject(retry) ? retry : {});

/** The milliseconds until a failed task is retried. Undefined if no attempt is left. */
export function retryDelay(task: TaskDefinition, { attempts = [] }: TaskRun): number | undefined {
  const retry = retryOf(task);
  const most = Number(retry.maxAttempts ?? retry.maxAttempt ?? Number.POSITIVE_INFINITY);
  if (!isObject(task.retry) || attempts.length >= most) return undefined;
  const interval = milliseconds(retry.interval) ?? milliseconds(retry.minInterval) ?? 0;
  if (retry.type !== 'exponential') return interval;
  const grown = interval * Number(retry.delayFactor ?? 2) ** (attempts.length - 1);
  return Math.min(grown, milliseconds(retry.maxInterval) ?? grown);
}

/** Whether a success after several attempts is only a warning. */
export const warnsOnRetry = (task: TaskDefinition, { attempts = [] }: TaskRun) =>
  retryOf(task).warningOnRetry === true && attempts.length > 1;

/**
 * Retries a failed task after a delay. Until then its execution has failed, which Kestra 1.3 treats as an end:
 * `ended` is called for it.
 */
export function retry(
  engine: Running,
  { execution, run }: RunContext,
  wait: { ms: number; ended(): void },
): void {
  const { host } = engine;
  const move = (state: 'FAILED' | 'RETRYING' | 'RUNNING') => {
    execution.state = moved(execution.state, state, host.timeline.next());
  };
  endRun(host, run, { state: 'FAILED' });
  move('FAILED');
  wait.ended();
  run.state = moved(run.state, 'RETRYING', host.timeline.next());
  move('RETRYING');
  host.executions.save(execution);
  const again = () => {
    run.state = moved(run.state, 'CREATED', host.timeline.next());
    if (current(execution.state) === 'RETRYING') move('RUNNING');
    engine.proceed(execution);
  };
  engine.later(execution, again, wait.ms);
}

const milliseconds = (value: unknown) => (typeof value === 'string' ? parseDuration(value) : undefined);
