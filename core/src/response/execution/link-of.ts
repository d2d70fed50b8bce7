import type { KestraClient } from '../../kestra/client.js';

/**
 * The page of an execution of which only the id is at hand, as a member `url`: one `GET executions/{id}`, since the page
 * names the flow too. None where it cannot be looked at, and nothing is asked where there is no UI.
 */
export async function linkOf({ ui, executions }: KestraClient, id: string): Promise<{ url?: string }> {
  if (ui.executions() === undefined) return {};
  return executions.peek(id).then(
    (execution) => ui.link(ui.execution(execution)),
    () => ({}),
  );
}
