import type { FlowDefinition } from '../flow/definition.js';
import { illegalArgument } from '../http/envelope.js';
import { type JsonObject, objects } from '../json.js';
import { truthy } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';
import { namespaceScope } from './context.js';
import type { Host } from './host.js';

/** A check of a flow that its inputs do not pass. */
export interface FailedCheck {
  message: string;
  style: string;
  behavior: string;
}

/** The checks that these inputs do not pass. */
export function failedChecks(
  host: Host,
  { namespace, rest }: FlowDefinition,
  inputs: JsonObject,
): FailedCheck[] {
  const scope = namespaceScope(host, namespace);
  const seen = { ...scope, variables: { ...scope.variables, inputs } };
  return objects(rest.checks)
    .filter(({ when, condition }) => !truthy(render(when ?? condition, seen)))
    .map(({ message, style, behavior }) => ({
      message: String(message),
      style: String(style ?? 'INFO'),
      behavior: String(behavior ?? 'BLOCK_EXECUTION'),
    }));
}

/** Throws Kestra's 422 for a check that forbids the execution. */
export function refuseBlocked(failed: readonly FailedCheck[]): void {
  const blocking = failed.filter(({ behavior }) => behavior === 'BLOCK_EXECUTION');
  if (blocking.length === 0) return;
  const messages = blocking.map(({ message }) => message).join(', ');
  throw illegalArgument(
    `Flow execution blocked: one or more condition checks evaluated to false.\nFailed checks: ${messages}`,
  );
}
