import { type Flow, summariseFlow } from '@kestra-mcp/core';

/** A flow with its YAML. Of the parsed parts only the triggers are kept, with id and type. */
export function withSource({ source, ...flow }: Flow) {
  const { id, namespace, revision, updated, disabled, triggers } = {
    triggers: undefined,
    ...summariseFlow(flow),
  };
  return {
    id,
    namespace,
    revision,
    updated,
    ...(disabled !== undefined && { disabled }),
    ...(triggers !== undefined && { triggers }),
    ...(source !== undefined && { source }),
  };
}
