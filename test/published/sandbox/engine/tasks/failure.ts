// The way from a worker thread to a task, as the log of a failed task shows it.
const CALL = 'io.kestra.worker.WorkerTaskCallable.doCall(WorkerTaskCallable.java';
const WORKER = [
  'io.kestra.worker.AbstractWorkerCallable.call(AbstractWorkerCallable.java:66)',
  'io.kestra.worker.WorkerSecurityService.callInSecurityContext(WorkerSecurityService.java:11)',
  'io.kestra.worker.DefaultWorker.lambda$callJob$0(DefaultWorker.java:1038)',
  'io.kestra.core.trace.NoopTracer.inCurrentContext(NoopTracer.java:16)',
  'io.kestra.worker.DefaultWorker.callJob(DefaultWorker.java:1034)',
  'io.kestra.worker.DefaultWorker.runAttempt(DefaultWorker.java:972)',
  'io.kestra.worker.DefaultWorker.run(DefaultWorker.java:753)',
  'io.kestra.worker.DefaultWorker.handleTask(DefaultWorker.java:383)',
  'io.kestra.worker.DefaultWorker.lambda$run$8(DefaultWorker.java:301)',
  'io.micrometer.core.instrument.internal.TimedRunnable.run(TimedRunnable.java:49)',
  'java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1090)',
  'java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:614)',
  'java.base/java.lang.Thread.run(Thread.java:1474)',
];

/** Where a failure was thrown: the Java class of it, its text, and the frames above the worker's. */
export interface Thrown {
  type: string;
  message?: string;
  frames: readonly string[];
}

/** A task that fails: one line says so, another where. */
export class TaskFailure extends Error {
  readonly trace: string;

  constructor(message: string, { type, message: thrown = message, frames }: Thrown) {
    super(message);
    const lines = [...frames, ...WORKER].map((frame) => `\tat ${frame}\n`);
    this.trace = `${type}: ${thrown}\n${lines.join('')}`;
  }
}

/** A task that takes longer than its `timeout`. */
export function timedOut(ms: number): TaskFailure {
  const clock = new Date(ms).toISOString().slice(11, -1);
  return new TaskFailure(`Timeout after ${clock}`, {
    type: 'io.kestra.core.exceptions.TimeoutExceededException',
    frames: [`${CALL}:97)`],
  });
}

const RUN: Record<string, readonly string[]> = {
  'execution.Fail': ['Fail.java:141', 'Fail.java:20'],
  'execution.Assert': ['Assert.java:110', 'Assert.java:27'],
};

/** An exception thrown by the task of that class. */
export function exceptionIn(name: string, message: string, thrown = message): TaskFailure {
  const run = (RUN[name] ?? []).map((line) => `io.kestra.plugin.core.${name}.run(${line})`);
  const frames = [...run, `${CALL}:85)`];
  return new TaskFailure(message, { type: 'java.lang.Exception', message: thrown, frames });
}
