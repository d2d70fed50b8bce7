import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import type { World } from '../world.js';
import { executionOf, tenant } from './lookup.js';

/** The outputs of executions and task runs, which have their own routes since 2.0. */
export function outputRoutes(world: World): Route[] {
  if (world.mode.wholeExecutions) return [];
  return [
    tenant(['GET', '/outputs/executions/{executionId}'], 'getExecutionOutputs', (call) =>
      json(executionOf(world, call).outputs ?? {}),
    ),
    tenant(['GET', '/outputs/tasks/{executionId}'], 'getTaskOutputsInformation', (call) => {
      const runs = executionOf(world, call).taskRuns ?? [];
      const withOutputs = runs.filter(({ outputs }) => outputs && Object.keys(outputs).length > 0);
      // What `inline` contains for small outputs is a guess.
      return json(
        withOutputs.map(({ id, taskId, value }) => ({ taskId, taskRunId: id, value, inline: true })),
      );
    }),
    tenant(['GET', '/outputs/tasks/{executionId}/{taskRunId}'], 'getTaskRunOutputs', (call) => {
      const run = executionOf(world, call).taskRuns?.find(({ id }) => id === call.param('taskRunId'));
      if (!run) throw notFound();
      return json(run.outputs ?? {});
    }),
  ];
}
