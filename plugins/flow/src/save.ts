import { alreadyExists, type Flow, InputError, type KestraClient } from '@kestra-mcp/core';
import { parse } from 'yaml';

/**
 * Creates a flow, or a new revision of it when it exists. Any other refusal is Kestra's word on the YAML and goes to
 * the caller: an update could only hide it.
 */
export async function saveFlow(kestra: KestraClient, yaml: string): Promise<Flow> {
  try {
    return await kestra.flows.create(yaml);
  } catch (error) {
    if (!alreadyExists(error)) throw error;
    const { namespace, id } = idsOf(yaml);
    return await kestra.flows.update(namespace, id, yaml);
  }
}

/** Kestra reads YAML 1.1. */
function idsOf(yaml: string): { namespace: string; id: string } {
  const { namespace, id } = (parse(yaml, { version: '1.1' }) ?? {}) as { namespace?: unknown; id?: unknown };
  if (typeof namespace === 'string' && typeof id === 'string') return { namespace, id };
  throw new InputError('The argument "yaml_definition" needs the members "id" and "namespace", both text.');
}
