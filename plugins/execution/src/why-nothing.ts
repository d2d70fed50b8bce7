import { type KestraClient, NotFoundError } from '@kestra-mcp/core';

interface Place {
  namespace?: string | undefined;
  flow_id?: string | undefined;
}

/**
 * "No runs" must not mean a misspelt name, so what has none is looked for: a flow that does not exist is an error, a
 * namespace is told, since an empty one may exist. Whoever may not look gets the empty answer.
 */
export async function whyNothing(
  kestra: KestraClient,
  { namespace, flow_id }: Place,
): Promise<string | undefined> {
  if (namespace === undefined) return undefined;
  if (flow_id === undefined) return kestra.flows.elsewhere(namespace, { below: true });
  await kestra.flows.ensureWithin(namespace, flow_id).catch((error: unknown) => {
    if (error instanceof NotFoundError) throw error;
  });
  return undefined;
}
