import type { Execution } from './execution.js';

/** The path of an execution's files in Kestra's storage. */
export function placeOf({ namespace, flowId, id }: Pick<Execution, 'namespace' | 'flowId' | 'id'>): string {
  return `kestra:///${namespace.replaceAll('.', '/')}/${flowId}/executions/${id}`;
}
