import * as z from 'zod';
import type { KestraClient } from '../../kestra/client.js';
import type { Execution } from '../../kestra/types.js';
import { execution_id } from '../author/atoms.js';
import type { ToolContext } from '../author/context.js';
import type { AsTask } from './as-task.js';
import { defineTask } from './define-task.js';
import { howFar, isOver } from './run-state.js';
import type { TaskDeclaration } from './task-declaration.js';
import type { Told } from './tell-with-loops.js';
import { tellAwaited, type Waiting, waitForExecution } from './wait.js';

/** The state of a task that waits for an execution. */
const ExecutionAwaited = z.object({
  execution_id,
  timeout: z.number().optional(),
  from: z.number().optional(),
  original: execution_id.optional(),
});

/** The execution to wait for. */
export interface WaitingFor extends Waiting {
  /** Another execution that the result names: the one that was replayed. */
  original?: string;
}

/** Waits for one execution, as a task or without one, with the same result. */
export interface ExecutionWait<Result> {
  /** For the tool's declaration. */
  task: TaskDeclaration<Result>;
  /** For its handler, after the execution has started. Without a timeout, a task waits as long as it takes. */
  wait(
    kestra: KestraClient,
    begun: Execution,
    waiting: WaitingFor,
    context: ToolContext,
  ): Promise<Result | AsTask>;
}

/** `answer` creates the tool's result from the execution when it has ended, is paused, or the time is up. */
export function executionWait<Result>(
  answer: (told: Told, original: string) => Result,
): ExecutionWait<Result> {
  const task = defineTask({
    state: ExecutionAwaited,
    async look({ execution_id, timeout, from, original = '' }, { kestra, begunAt, hasEnded, answerChars }) {
      const last = await kestra.executions.peek(execution_id);
      const isLate = timeout !== undefined && Date.now() - begunAt.getTime() >= timeout * 1_000;
      if (!isOver(last, { from }) && !isLate && !hasEnded)
        return { status: 'working' as const, message: howFar(last) };
      const told = await tellAwaited(kestra, last, { from, timeout }, { answerChars });
      return { status: 'completed' as const, result: answer(told, original) };
    },
    goesOn: ({ execution_id }) => executionGoesOn(execution_id),
  });
  return {
    task,
    async wait(kestra, begun, { original, ...waiting }, context) {
      const state = { execution_id: begun.id, original, ...waiting };
      if (context.task !== undefined && !isOver(begun, waiting)) return context.task(state);
      return answer(await waitForExecution(kestra, begun, waiting, context), original ?? '');
    },
  };
}

/** The message about an execution that nobody waits for any more. */
export function executionGoesOn(id: string): string {
  return `The execution ${id} continues in Kestra. Use manage_executions with action kill to stop it, or with action get to check on it.`;
}
