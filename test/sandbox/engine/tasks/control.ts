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

/** `execution.Fail`: fails, on a condition if it has one. */
export const fail: Worker = ({ task, render, log }) => {
  const message = String(render(task.errorMessage ?? 'Task failure'));
  if (task.condition !== undefined && !truthy(render(task.condition))) return success();
  const thrown = task.condition === undefined ? message : 'Fail on a condition';
  log('ERROR', message);
  log('TRACE', `java.lang.Exception: ${thrown}\n\tat io.kestra.plugin.core.execution.Fail.run(Fail.java)\n`);
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
