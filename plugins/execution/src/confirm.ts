import { type Confirm, type Execution, FINAL_STATES, NotFoundError, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import type { ManageExecutions } from './execution.schemas.js';

/** Describes what killing an execution stops, and what is lost when one is deleted. */
export const confirmExecution: Confirm<z.output<typeof ManageExecutions>> = {
  async loses({ action, execution_id, cascade }, { kestra }) {
    if (action !== 'kill' && action !== 'delete') return undefined;
    const execution = await kestra.executions.peek(execution_id).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (execution === undefined) return undefined;
    // Killing an execution that has ended does nothing.
    if (action === 'kill' && FINAL_STATES.has(execution.state.current)) return undefined;
    const more =
      action === 'delete' ? ' with its logs and outputs' : cascade ? ' and its subflow executions' : '';
    return { will: `${action} ${told(execution)}${more}`, asOf: execution_id };
  },
};

function told({ id, namespace, flowId, state }: Execution): string {
  return `the execution ${id} of the flow ${quoted(`${namespace}.${flowId}`, 260)} in state ${quoted(state.current)}`;
}
