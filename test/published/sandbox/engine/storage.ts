import type { Execution } from './execution.js';

/** Where in Kestra's storage the files of an execution lie. */
export function placeOf({ namespace, flowId, id }: Pick<Execution, 'namespace' | 'flowId' | 'id'>): string {
  return `kestra:///${namespace.replaceAll('.', '/')}/${flowId}/executions/${id}`;
}
