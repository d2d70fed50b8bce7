import { CLIENT_CAPABILITIES_META_KEY, type ServerContext } from '@modelcontextprotocol/server';

/** The name of the extension in the capabilities of client and server. */
export const TASKS = 'io.modelcontextprotocol/tasks';

/**
 * Whether the client accepts a task instead of a result. It declares this in each request, independent of any session.
 */
export function takesTasks({ mcpReq }: Pick<ServerContext, 'mcpReq'>): boolean {
  const envelope = mcpReq.envelope as
    | Readonly<Record<string, { extensions?: Record<string, unknown> }>>
    | undefined;
  const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY]?.extensions?.[TASKS];
  return typeof declared === 'object' && declared !== null && !Array.isArray(declared);
}
