import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Wanted } from '../../plugin/author/mcp-client.js';

/** What a client says of itself that does this. */
export const CAPABILITY: Record<Wanted['method'], 'elicitation' | 'sampling' | 'roots'> = {
  'elicitation/create': 'elicitation',
  'sampling/createMessage': 'sampling',
  'roots/list': 'roots',
};

/** Whether whoever sent this request can show a form: by what the request itself says, or the session's beginning. */
export function canAsk(server: Server, request: ServerContext): boolean {
  const { elicitation } = capabilitiesOf(server, request) ?? {};
  if (typeof elicitation !== 'object' || elicitation === null) return false;
  // Before there were modes, an empty object meant a form.
  return elicitation.form !== undefined || elicitation.url === undefined;
}

/** Whether it does what is wanted. */
export function does(server: Server, request: ServerContext, method: Wanted['method']): boolean {
  if (method === 'elicitation/create') return canAsk(server, request);
  const said = capabilitiesOf(server, request)?.[CAPABILITY[method]];
  return typeof said === 'object' && said !== null;
}

function capabilitiesOf(server: Server, { mcpReq }: ServerContext): ClientCapabilities | undefined {
  const { [CLIENT_CAPABILITIES_META_KEY]: own } = (mcpReq.envelope ?? {}) as { [key: string]: unknown };
  return (own as ClientCapabilities | undefined) ?? server.getClientCapabilities();
}
