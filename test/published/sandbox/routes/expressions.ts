import { executionScope } from '../engine/context.js';
import type { Execution } from '../engine/execution.js';
import { withoutSecrets } from '../engine/secrets.js';
import { current } from '../engine/state.js';
import { internalError } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { PebbleError } from '../pebble/lexer.js';
import { renderText } from '../pebble/render.js';
import type { World } from '../world.js';
import { executionOf, TEXT, tenant } from './lookup.js';

/** Render an expression with the variables of an execution or of one of its task runs. */
export function expressionRoutes(world: World): Route[] {
  const path = `/executions/{executionId}${world.mode.actionPath}/eval`;
  const body = { consumes: TEXT, requires: 'expression' };
  return [
    tenant(['POST', path], 'evalExpression', (call) => json(evaluate(world, call)), body),
    tenant(
      ['POST', `${path}/{taskRunId}`],
      'evalTaskRunExpression',
      (call) => {
        const execution = evaluated(world, call);
        const runs = execution.taskRuns ?? [];
        const taskRunId = call.param('taskRunId');
        // Kestra treats this as an internal error.
        if (!runs.some(({ id }) => id === taskRunId))
          throw internalError(
            `Can't find taskrun with taskrunId '${taskRunId}' on execution ${told(execution)}`,
          );
        return json(evaluate(world, call, call.param('taskRunId')));
      },
      body,
    ),
  ];
}

/** The form in which Java writes it. */
function told({ id, state, taskRuns = [] }: Execution): string {
  const runs = taskRuns.map(
    (run) =>
      `    TaskRun(id=${run.id}, taskId=${run.taskId}, value=${run.value ?? 'null'}, state=${current(run.state)})`,
  );
  return `'${id}' (\n  state=${current(state)}\n  taskRunList=\n  [\n${runs.join(',\n')}\n  ] \n)`;
}

const evaluated = (world: World, call: Call) =>
  executionOf(world, call, (id) => `Unable to find execution '${id}'`);

function evaluate(world: World, call: Call, taskRunId?: string): object {
  const execution = evaluated(world, call);
  const run = execution.taskRuns?.find(({ id }) => id === taskRunId);
  const expression = call.request.text();
  try {
    const result = renderText(expression, executionScope(world, execution, run));
    // A secret is hidden where it is read, not where an output contains it.
    return { result: /\bsecret\(/.test(expression) ? withoutSecrets(result, world.secrets) : result };
  } catch (failure) {
    if (!(failure instanceof PebbleError)) throw failure;
    const error = failure.message;
    return { error, stackTrace: `io.kestra.core.exceptions.IllegalVariableEvaluationException: ${error}\n` };
  }
}
