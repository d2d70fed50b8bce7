import { isObject } from '../json.js';
import { render } from '../pebble/render.js';
import { executionScope } from './context.js';
import type { RunContext, TaskFixture } from './execution.js';
import type { Running } from './running.js';
import { beginAttempt } from './runs.js';

/** What replaces a task in a test. */
export function fixtureOf({ execution, task }: RunContext): TaskFixture | undefined {
  return execution.fixtures?.find(({ id }) => id === task.id);
}

/** Ends a task as its fixture says, without running it. */
export function standIn(engine: Running, context: RunContext, { state, outputs }: TaskFixture): void {
  const { host } = engine;
  const { execution, run } = context;
  beginAttempt(host, run);
  host.executions.save(execution);
  engine.later(execution, () => {
    const rendered = render(outputs, executionScope(host, execution, run));
    engine.finish(context, state, isObject(rendered) ? rendered : {});
  });
}
