import type { KestraClient } from '../../kestra/client.js';

/**
 * The page of an execution as a member `url`, if only the id is known: one `GET executions/{id}`, because the address
 * also contains the flow. No member if the execution cannot be read. Without a UI, no request is sent.
 */
export async function linkOf({ ui, executions }: KestraClient, id: string): Promise<{ url?: string }> {
  if (ui.executions() === undefined) return {};
  return executions.peek(id).then(
    (execution) => ui.link(ui.execution(execution)),
    () => ({}),
  );
}
