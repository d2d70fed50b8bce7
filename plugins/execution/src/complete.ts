import {
  askForMissing,
  declaredOf,
  ForbiddenError,
  type KestraClient,
  NotFoundError,
  type ToolContext,
} from '@kestra-mcp/core';
import type { ExecuteFlow } from './execution.schemas.js';

/** The inputs of a run with those that it cannot do without: asked for where the client can, before anything is started. */
export async function completeInputs(
  kestra: KestraClient,
  { namespace, flow_id, revision, inputs }: ExecuteFlow,
  context: ToolContext,
): Promise<ExecuteFlow['inputs']> {
  // Else the flow need not be read: Kestra says what is missing.
  if (context.ask === undefined) return inputs;
  const flow = await kestra.flows.get(namespace, flow_id, { revision }).catch((error: unknown) => {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  });
  const declared = flow && declaredOf(flow);
  const complete = await askForMissing(context, { declared, given: inputs ?? {}, undone: 'started' });
  return inputs === undefined && Object.keys(complete).length === 0 ? undefined : complete;
}
