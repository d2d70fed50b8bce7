import { InputError } from '@kestra-mcp/core';
import { parse } from 'yaml';

/** Namespace and id of what a YAML defines. */
export function idsOf(yaml: string): { namespace: string; id: string } {
  const { namespace, id } = (read(yaml) ?? {}) as { namespace?: unknown; id?: unknown };
  if (typeof namespace === 'string' && typeof id === 'string') return { namespace, id };
  throw new InputError('The YAML needs the members "id" and "namespace", both text.');
}

/** Kestra reads YAML 1.1. What it takes may still be none to us: then it is not known what there is to be updated. */
function read(yaml: string): unknown {
  try {
    return parse(yaml, { version: '1.1', logLevel: 'error' });
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new InputError(`The YAML cannot be read: ${why.replace(/:$/, '')}.`, { cause: error });
  }
}
