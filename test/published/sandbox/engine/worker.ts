import { render } from '../pebble/render.js';
import { executionScope } from './context.js';
import type { Execution, RunContext, TaskRun } from './execution.js';
import type { Running } from './running.js';
import { beginAttempt } from './runs.js';
import { failure, type Job, type Work, type Worker } from './tasks/work.js';

/** Runs a task as a worker would: a new attempt, its logs, its outcome after the time it takes. */
export function perform(engine: Running, context: RunContext, worker: Worker): void {
  const { host } = engine;
  const { execution, run } = context;
  beginAttempt(host, run, host.workerId);
  host.executions.save(execution);
  const { takes, outcome } = work(jobOf(engine, context), worker);
  engine.later(execution, () => engine.finish(context, outcome.state, outcome.outputs), takes);
}

/** Writes a line to the log of a task run. */
export function writeLog(
  { host }: Running,
  { execution, run }: Omit<RunContext, 'task'>,
  level: string,
  message: string,
): void {
  host.logs.add({
    ...origin(execution, run),
    attemptNumber: Math.max(0, (run.attempts?.length ?? 1) - 1),
    timestamp: host.timeline.next(),
    level,
    thread: 'worker_0',
    message,
  });
}

const origin = ({ namespace, flowId, id }: Execution, run: TaskRun) => ({
  namespace,
  flowId,
  taskId: run.taskId,
  executionId: id,
  taskRunId: run.id,
});

function work(job: Job, worker: Worker): Work {
  try {
    return worker(job);
  } catch (error) {
    job.log('ERROR', error instanceof Error ? error.message : String(error));
    return failure();
  }
}

function jobOf(engine: Running, context: RunContext): Job {
  const { host } = engine;
  const { execution, run, task } = context;
  const scope = executionScope(host, execution, run);
  return {
    host,
    execution,
    task,
    render: (value) => render(value, scope),
    log: (level, message) => writeLog(engine, context, level, message),
    metric: (type, name, value) =>
      host.metrics.add({ ...origin(execution, run), type, name, value, timestamp: host.timeline.next() }),
  };
}
