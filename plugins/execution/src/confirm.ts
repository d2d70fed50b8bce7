import { type Confirm, type Execution, FINAL_STATES, NotFoundError, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import type { ManageExecutions } from './execution.schemas.js';

/** What killing an execution stops, and what deleting one takes away. */
export const confirmExecution: Confirm<z.output<typeof ManageExecutions>> = {
  async loses({ action, execution_id, cascade }, { kestra }) {
    if (action !== 'kill' && action !== 'delete') return undefined;
    const execution = await kestra.executions.peek(execution_id).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (execution === undefined) return undefined;
    // A kill of what has ended does nothing.
    if (action === 'kill' && FINAL_STATES.has(execution.state.current)) return undefined;
    const more = action === 'delete' ? ', with its logs and outputs' : cascade ? ', with its subflows' : '';
    return { will: `${action} ${told(execution)}${more}`, asOf: execution_id };
  },
};

function told({ id, namespace, flowId, state }: Execution): string {
  return `the execution ${id} of the flow ${quoted(`${namespace}.${flowId}`, 260)}, which is ${quoted(state.current)}`;
}
