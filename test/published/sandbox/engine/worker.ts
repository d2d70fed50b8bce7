import { runnableName } from '../flow/catalog.js';
import { PebbleError } from '../pebble/lexer.js';
import { render } from '../pebble/render.js';
import { parseDuration } from '../time.js';
import { executionScope } from './context.js';
import type { Execution, RunContext, TaskRun } from './execution.js';
import type { Running } from './running.js';
import { beginAttempt } from './runs.js';
import { withoutSecrets } from './secrets.js';
import { renderTrace, TaskFailure, timedOut } from './tasks/failure.js';
import { failure, type Job, type Work, type Worker } from './tasks/work.js';

/** Runs a task like a worker: with a new attempt, its logs, and its outcome after a delay. */
export function perform(engine: Running, context: RunContext, worker: Worker): void {
  const { host } = engine;
  const { execution, run } = context;
  beginAttempt(host, run, host.workerId);
  host.executions.save(execution);
  const job = jobOf(engine, context);
  const { takes = host.pace, outcome } = work(engine, job, worker);
  const most = limitOf(job);
  if (most === undefined || takes <= most)
    return engine.later(execution, () => engine.finish(context, outcome.state, outcome.outputs), takes);
  const giveUp = () => {
    logFailure(engine, job, timedOut(most));
    engine.finish(context, 'FAILED', {});
  };
  engine.later(execution, giveUp, most);
}

/** Writes a line to the log of a task run, with the values of secrets hidden. */
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
    message: withoutSecrets(message, host.secrets),
    ...(execution.kind === 'LOOP' ? { executionKind: execution.kind } : {}),
  });
}

const origin = ({ namespace, flowId, id }: Execution, run: TaskRun) => ({
  namespace,
  flowId,
  taskId: run.taskId,
  executionId: id,
  taskRunId: run.id,
});

function work(engine: Running, job: Job, worker: Worker): Work {
  try {
    return worker(job);
  } catch (error) {
    logFailure(engine, job, error);
    return failure();
  }
}

function logFailure({ host }: Running, job: Job, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const { traceLevel } = host.ways;
  job.log('ERROR', message);
  if (error instanceof TaskFailure) job.log(traceLevel, error.trace(traceLevel));
  if (error instanceof PebbleError)
    job.log(traceLevel, renderTrace(runnableName(job.task.type) ?? '', message, traceLevel));
}

function limitOf({ task, render: fill }: Job): number | undefined {
  return typeof task.timeout === 'string' ? parseDuration(String(fill(task.timeout))) : undefined;
}

function jobOf(engine: Running, context: RunContext): Job {
  const { host } = engine;
  const { execution, run, task } = context;
  const scope = executionScope(host, execution, run);
  return {
    host,
    execution,
    run,
    task,
    render: (value) => render(value, scope),
    log: (level, message) => writeLog(engine, context, level, message),
    metric: (type, name, value, tags) =>
      host.metrics.add({
        ...origin(execution, run),
        type,
        name,
        value,
        timestamp: host.timeline.next(),
        ...(tags ? { tags } : {}),
      }),
  };
}
