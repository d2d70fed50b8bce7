import { type Execution, InputError, type KestraClient, KestraError } from '@kestra-mcp/core';

const SHOWN = 20;

/**
 * Kestra says of a revision that is not there only that something is not found. What it refused is looked into
 * afterwards: when the flow lacks the revision, the error names it and those that there are.
 */
export async function orRevisions(
  kestra: KestraClient,
  restarting: Promise<Execution>,
  { id, revision }: { id: string; revision: number | undefined },
): Promise<Execution> {
  try {
    return await restarting;
  } catch (error) {
    if (revision === undefined || !(error instanceof KestraError) || error.status === undefined) throw error;
    const missing = await lacking(kestra, id, revision).catch(() => undefined);
    throw missing ?? error;
  }
}

async function lacking(kestra: KestraClient, id: string, revision: number): Promise<InputError | undefined> {
  const { namespace, flowId } = await kestra.executions.peek(id);
  const known = (await kestra.flows.revisions(namespace, flowId)).flatMap((flow) => flow.revision ?? []);
  if (known.length === 0 || known.includes(revision)) return undefined;
  const newest = known.sort((a, b) => b - a).slice(0, SHOWN);
  return new InputError(`The flow ${namespace}.${flowId} has no revision ${revision}.`, {
    hint: `It has ${newest.join(', ')}${known.length > SHOWN ? ' and older ones' : ''}.`,
  });
}
