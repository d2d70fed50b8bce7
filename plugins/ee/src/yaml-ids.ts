import { InputError } from '@kestra-mcp/core';
import { parse } from 'yaml';

/** Namespace and id of what a YAML defines. Kestra reads YAML 1.1. */
export function idsOf(yaml: string): { namespace: string; id: string } {
  const { namespace, id } = (parse(yaml, { version: '1.1' }) ?? {}) as { namespace?: unknown; id?: unknown };
  if (typeof namespace === 'string' && typeof id === 'string') return { namespace, id };
  throw new InputError('The YAML needs the members "id" and "namespace", both text.');
}
