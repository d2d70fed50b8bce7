import { defineLabels } from '../../flow/definition.js';
import { truthy } from '../../pebble/evaluate.js';
import { parseDuration } from '../../time.js';
import { exceptionIn } from './failure.js';
import { failure, success, type Worker } from './work.js';

/** `flow.Sleep`: waits for its duration. */
export const sleep: Worker = ({ task, render, log }) => {
  const duration = String(render(task.duration));
  const takes = parseDuration(duration);
  if (takes === undefined) throw new Error('Text cannot be parsed to a Duration');
  log('INFO', `Waiting for ${duration}`);
  return { ...success(), takes };
};

/** `execution.Fail`: fails, or fails on a condition if it has one. */
export const fail: Worker = ({ task, render }) => {
  const message = String(render(task.errorMessage ?? 'Task failure'));
  if (task.condition !== undefined && !truthy(render(task.condition))) return success();
  throw exceptionIn(
    'execution.Fail',
    message,
    task.condition === undefined ? message : 'Fail on a condition',
  );
};

/** `execution.Assert`: fails unless all conditions are met. */
export const assertAll: Worker = ({ task, render, log, metric }) => {
  const conditions = Array.isArray(task.conditions) ? task.conditions : [];
  const broken = conditions.filter((condition) => !truthy(render(condition)));
  for (const condition of broken) log('ERROR', `Assertion \`${String(condition)}\` failed!`);
  metric('counter', 'success', conditions.length - broken.length);
  metric('counter', 'failed', broken.length);
  if (broken.length === 0) return success();
  const own = task.errorMessage === undefined ? '' : `\n${String(render(task.errorMessage))}`;
  throw exceptionIn(
    'execution.Assert',
    `${broken.length} assertion${broken.length > 1 ? 's' : ''} failed!${own}`,
  );
};

/** `execution.Labels`: sets labels of the running execution. */
export const setLabels: Worker = ({ task, render, execution }) => {
  const labels = defineLabels(render(task.labels));
  const kept = execution.labels.filter(({ key }) => labels.every((label) => label.key !== key));
  execution.labels = [...kept, ...labels];
  return success();
};

/** A type that a flow may contain, but that the sandbox does not run. */
export const unsupported: Worker = ({ task, log }) => {
  log('ERROR', `The sandbox does not run tasks of type ${task.type}`);
  return failure();
};
