import type { KestraClient } from '../../kestra/client.js';

/**
 * Finds the address of an execution in the Kestra UI by its id, as a member `url`. Sends one `GET executions/{id}`,
 * because the address names the flow. Returns no `url` if the execution cannot be read, and sends nothing if no UI
 * address is known.
 */
export async function linkOf({ ui, executions }: KestraClient, id: string): Promise<{ url?: string }> {
  if (ui.executions() === undefined) return {};
  return executions.peek(id).then(
    (execution) => ui.link(ui.execution(execution)),
    () => ({}),
  );
}
