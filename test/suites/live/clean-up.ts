import type { Client } from '@modelcontextprotocol/client';
import type { Json } from '../../support/host/host.js';

/**
 * Deletes what a suite created in its namespace and the one below. It runs after the suite, so a failure is only
 * reported on stderr.
 */
export async function cleanUp(client: Client, namespace: string): Promise<void> {
  const rowsOf = async (name: string, args: Json): Promise<Json[]> => {
    const { isError, structuredContent } = await client.callTool({ name, arguments: args });
    // A namespace without files may have no root folder to list.
    return isError ? [] : ((structuredContent as Json).results as Json[]);
  };
  const remove = async (name: string, args: Json): Promise<void> => {
    const { isError, content } = await client.callTool({
      name,
      arguments: { action: 'delete', ...args },
    });
    if (isError) process.stderr.write(`Left behind: ${name} ${JSON.stringify(args)}: ${textOf(content)}\n`);
  };
  for (const { id } of await rowsOf('list_executions', { namespace, count: 10_000 })) {
    // Iterations of a loop are separate executions, which remain after their parent and appear in no list.
    for (const iteration of await iterationsOf(client, id))
      await remove('manage_executions', { execution_id: iteration });
    await remove('manage_executions', { execution_id: id });
  }
  for (const place of [namespace, `${namespace}.child`]) {
    for (const { id } of await rowsOf('list_flows_in_namespace', { namespace: place }))
      await remove('manage_flow', { namespace: place, flow_id: id });
    for (const { key } of await rowsOf('manage_kv_store', { action: 'list', namespace: place }))
      await remove('manage_kv_store', { namespace: place, key });
    const listing = { action: 'list', namespace: place, path: '/' };
    for (const { type, fileName } of await rowsOf('namespace_directory_action', listing)) {
      const name = type === 'Directory' ? 'namespace_directory_action' : 'namespace_file_action';
      await remove(name, { namespace: place, path: `/${String(fileName).replace(/^\/+|\/+$/g, '')}` });
    }
  }
}

/** The ids of the iterations of an execution's loops. */
async function iterationsOf(client: Client, execution_id: unknown): Promise<string[]> {
  const ids = new Set<string>();
  for (let iterations_page = 1; ; iterations_page++) {
    const args = { execution_id, iterations_page };
    const { structuredContent } = await client.callTool({ name: 'get_execution_logs', arguments: args });
    const { iterations = [] } = ((structuredContent as Json | undefined)?.loops ?? {}) as {
      iterations?: { id: string }[];
    };
    if (iterations.length === 0) return [...ids];
    for (const { id } of iterations) ids.add(id);
  }
}

function textOf(content: unknown): string {
  const [first] = content as { text?: string }[];
  return first?.text ?? '';
}
