import { defineLabels } from '../../flow/definition.js';
import { truthy } from '../../pebble/evaluate.js';
import { parseDuration } from '../../time.js';
import { failure, success, type Worker } from './work.js';

/** `flow.Sleep`: takes its duration. */
export const sleep: Worker = ({ task, render }) => {
  const takes = parseDuration(String(render(task.duration)));
  if (takes === undefined) throw new Error('Text cannot be parsed to a Duration');
  return { ...success(), takes };
};

// The way from a worker thread to the task, as the log of a failed task shows it.
const STACK = [
  'io.kestra.plugin.core.execution.Fail.run(Fail.java:141)',
  'io.kestra.plugin.core.execution.Fail.run(Fail.java:20)',
  'io.kestra.worker.WorkerTaskCallable.doCall(WorkerTaskCallable.java:85)',
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

/** `execution.Fail`: fails, on a condition if it has one. */
export const fail: Worker = ({ task, render, log }) => {
  const message = String(render(task.errorMessage ?? 'Task failure'));
  if (task.condition !== undefined && !truthy(render(task.condition))) return success();
  const thrown = task.condition === undefined ? message : 'Fail on a condition';
  log('ERROR', message);
  log('TRACE', `java.lang.Exception: ${thrown}\n${STACK.map((frame) => `\tat ${frame}\n`).join('')}`);
  return failure();
};

/** `execution.Labels`: sets labels of the running execution. */
export const setLabels: Worker = ({ task, render, execution }) => {
  const labels = defineLabels(render(task.labels));
  const kept = execution.labels.filter(({ key }) => labels.every((label) => label.key !== key));
  execution.labels = [...kept, ...labels];
  return success();
};

/** A type that a flow may hold but the sandbox does not run. */
export const unsupported: Worker = ({ task, log }) => {
  log('ERROR', `The sandbox does not run tasks of type ${task.type}`);
  return failure();
};
