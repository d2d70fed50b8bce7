import { type Execution, type KestraClient, KestraError, NotFoundError } from '@kestra-mcp/core';

/**
 * For a missing revision, Kestra only reports that something was not found. After a refusal, this checks whether the flow
 * lacks the revision, and throws an error that names it.
 */
export async function orRevision(
  kestra: KestraClient,
  restarting: Promise<Execution>,
  { id, revision }: { id: string; revision: number | undefined },
): Promise<Execution> {
  try {
    return await restarting;
  } catch (error) {
    if (revision === undefined || !(error instanceof KestraError) || error.status === undefined) throw error;
    throw (await lacking(kestra, id, revision)) ?? error;
  }
}

/** The error for a flow without this revision. Undefined if it has the revision or cannot be read. */
async function lacking(kestra: KestraClient, id: string, revision: number): Promise<unknown> {
  const execution = await kestra.executions.peek(id).catch(() => undefined);
  if (execution === undefined) return undefined;
  const look = kestra.flows.get(execution.namespace, execution.flowId, { revision });
  return look.then(
    () => undefined,
    (error: unknown) => (error instanceof NotFoundError ? error : undefined),
  );
}
