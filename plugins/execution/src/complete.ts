import {
  askForMissing,
  declaredOf,
  ForbiddenError,
  type KestraClient,
  NotFoundError,
  type ToolContext,
} from '@kestra-mcp/core';
import type { ExecuteFlow } from './execution.schemas.js';

/** The inputs of an execution. If the client can ask its user, it asks for missing required inputs before anything starts. */
export async function completeInputs(
  kestra: KestraClient,
  { namespace, flow_id, revision, inputs }: ExecuteFlow,
  context: ToolContext,
): Promise<ExecuteFlow['inputs']> {
  // Without questions the flow need not be read: Kestra reports what is missing.
  if (context.ask === undefined) return inputs;
  const flow = await kestra.flows.get(namespace, flow_id, { revision }).catch((error: unknown) => {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  });
  const declared = flow && declaredOf(flow);
  const complete = await askForMissing(context, { declared, given: inputs ?? {}, undone: 'started' });
  return inputs === undefined && Object.keys(complete).length === 0 ? undefined : complete;
}
