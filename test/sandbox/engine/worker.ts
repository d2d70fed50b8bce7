import type { TaskDefinition } from '../flow/definition.js';
import { render } from '../pebble/render.js';
import { executionScope } from './context.js';
import type { Engine } from './engine.js';
import type { Execution, TaskRun } from './execution.js';
import { beginAttempt } from './runs.js';
import { failure, type Job, type Work, type Worker } from './tasks/work.js';

/** A task run and what belongs to it. */
export interface Assignment {
  execution: Execution;
  run: TaskRun;
  task: TaskDefinition;
  worker: Worker;
}

/** Runs a task as a worker would: a new attempt, its logs, its outcome after the time it takes. */
export function perform(engine: Engine, assignment: Assignment): void {
  const { host } = engine;
  const { execution, run, task } = assignment;
  beginAttempt(host, run, host.workerId);
  host.executions.save(execution);
  const { takes, outcome } = work(jobOf(engine, assignment), assignment.worker);
  engine.later(execution, () => engine.finish(execution, run, task, outcome.state, outcome.outputs), takes);
}

/** Writes a line to the log of a task run. */
export function writeLog(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  level: string,
  message: string,
): void {
  engine.host.logs.add({
    namespace: execution.namespace,
    flowId: execution.flowId,
    taskId: run.taskId,
    executionId: execution.id,
    taskRunId: run.id,
    attemptNumber: Math.max(0, (run.attempts?.length ?? 1) - 1),
    timestamp: engine.host.timeline.next(),
    level,
    thread: 'worker_0',
    message,
  });
}

function work(job: Job, worker: Worker): Work {
  try {
    return worker(job);
  } catch (error) {
    job.log('ERROR', error instanceof Error ? error.message : String(error));
    return failure();
  }
}

function jobOf(engine: Engine, { execution, run, task }: Assignment): Job {
  const { host } = engine;
  const scope = executionScope(host, execution, run);
  return {
    host,
    execution,
    task,
    render: (value) => render(value, scope),
    log: (level, message) => writeLog(engine, execution, run, level, message),
    metric: (type, name, value) =>
      host.metrics.add({
        namespace: execution.namespace,
        flowId: execution.flowId,
        taskId: run.taskId,
        executionId: execution.id,
        taskRunId: run.id,
        type,
        name,
        value,
        timestamp: host.timeline.next(),
      }),
  };
}
