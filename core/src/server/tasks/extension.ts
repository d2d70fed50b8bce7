import { CLIENT_CAPABILITIES_META_KEY, type ServerContext } from '@modelcontextprotocol/server';

/** The extension's name, in the capabilities of both sides. */
export const TASKS = 'io.modelcontextprotocol/tasks';

/** Whether the client takes a task in the place of an answer. It says so in each request: a session has no say. */
export function takesTasks({ mcpReq }: Pick<ServerContext, 'mcpReq'>): boolean {
  const envelope = mcpReq.envelope as
    | Readonly<Record<string, { extensions?: Record<string, unknown> }>>
    | undefined;
  const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY]?.extensions?.[TASKS];
  return typeof declared === 'object' && declared !== null && !Array.isArray(declared);
}
