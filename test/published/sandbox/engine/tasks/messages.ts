import { success, type Worker } from './work.js';

/** `log.Log`: writes one or more messages. */
export const log: Worker = ({ task, render, log: write }) => {
  const level = String(render(task.level ?? 'INFO'));
  const messages = Array.isArray(task.message) ? task.message : [task.message];
  for (const message of messages) write(level, String(render(message)));
  return success();
};

/** `debug.Return`: returns a rendered text and reports its length. */
export const returnValue: Worker = ({ task, render, log: write, metric }) => {
  if (task.format === undefined) return success();
  const value = String(render(task.format));
  write('DEBUG', value);
  metric('counter', 'length', value.length);
  metric('timer', 'duration', 1);
  return success({ value });
};

/** `output.OutputValues`: returns a rendered map. */
export const outputValues: Worker = ({ task, render }) => success({ values: render(task.values) });
