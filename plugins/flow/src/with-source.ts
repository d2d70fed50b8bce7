import type { Flow } from '@kestra-mcp/core';

/** A flow with its YAML; the parsed parts would only say it again. */
export function withSource({ id, namespace, revision, updated, disabled, source }: Flow) {
  return {
    id,
    namespace,
    revision,
    updated,
    ...(disabled !== undefined && { disabled }),
    ...(source !== undefined && { source }),
  };
}
