import { type KestraClient, NotFoundError } from '@kestra-mcp/core';

interface Place {
  namespace?: string | undefined;
  flow_id?: string | undefined;
}

/**
 * An empty list must not hide a misspelled name. A flow that does not exist is an error. A namespace without flows gets a
 * note, because an empty namespace may exist. A caller without permission to look gets the empty list.
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
