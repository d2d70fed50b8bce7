import { InputError } from '@kestra-mcp/core';
import { parse } from 'yaml';

/** The namespace and id in a YAML definition. */
export function idsOf(yaml: string): { namespace: string; id: string } {
  const { namespace, id } = (read(yaml) ?? {}) as { namespace?: unknown; id?: unknown };
  if (typeof namespace === 'string' && typeof id === 'string') return { namespace, id };
  throw new InputError('The YAML needs the keys "id" and "namespace", both as text.');
}

/** Parses YAML 1.1 as Kestra does. If the parser fails where Kestra succeeds, it is unknown what to update. */
function read(yaml: string): unknown {
  try {
    return parse(yaml, { version: '1.1', logLevel: 'error' });
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new InputError(`The YAML cannot be read: ${why.replace(/:$/, '')}.`, { cause: error });
  }
}
