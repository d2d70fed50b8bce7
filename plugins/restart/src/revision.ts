import { type Execution, type KestraClient, KestraError, NotFoundError } from '@kestra-mcp/core';

/**
 * Kestra says of a revision that is not there only that something is not found. What it refused is looked into
 * afterwards: when the flow lacks the revision, the error is the one that names it.
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

/** The error of a flow without this revision; none when it has it, or cannot be looked at. */
async function lacking(kestra: KestraClient, id: string, revision: number): Promise<unknown> {
  const execution = await kestra.executions.peek(id).catch(() => undefined);
  if (execution === undefined) return undefined;
  const look = kestra.flows.get(execution.namespace, execution.flowId, { revision });
  return look.then(
    () => undefined,
    (error: unknown) => (error instanceof NotFoundError ? error : undefined),
  );
}
