import type { Flow } from '../kestra/types.js';

/** A flow for a list: tasks and triggers by id and type, inputs in full because running the flow requires them. */
export function summariseFlow(flow: Flow) {
  const {
    id,
    namespace,
    revision,
    updated,
    description,
    disabled,
    labels,
    inputs,
    tasks,
    triggers = [],
  } = flow;
  return {
    id,
    namespace,
    revision,
    updated,
    description,
    ...(disabled !== undefined && { disabled }),
    ...(labels !== undefined && { labels }),
    ...(inputs !== undefined && { inputs }),
    tasks: tasks?.map(({ id, type }) => ({ id, type })),
    ...(triggers.length > 0 && { triggers: triggers.map(triggerSummary) }),
  };
}

function triggerSummary({ id, type, disabled }: { id: string; type: string; disabled?: boolean }) {
  return { id, type, ...(disabled && { disabled }) };
}
