import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Wanted } from '../../plugin/author/mcp-client.js';

/** The capability that a client declares for each method. */
export const CAPABILITY: Record<Wanted['method'], 'elicitation' | 'sampling' | 'roots'> = {
  'elicitation/create': 'elicitation',
  'sampling/createMessage': 'sampling',
  'roots/list': 'roots',
};

/** Whether the client can show a form, according to this request or to the session's handshake. */
export function canAsk(server: Server, request: ServerContext): boolean {
  const { elicitation } = capabilitiesOf(server, request) ?? {};
  if (typeof elicitation !== 'object' || elicitation === null) return false;
  // Before modes existed, an empty object meant forms.
  return elicitation.form !== undefined || elicitation.url === undefined;
}

/** Whether the client supports the method. */
export function does(server: Server, request: ServerContext, method: Wanted['method']): boolean {
  if (method === 'elicitation/create') return canAsk(server, request);
  const said = capabilitiesOf(server, request)?.[CAPABILITY[method]];
  return typeof said === 'object' && said !== null;
}

function capabilitiesOf(server: Server, { mcpReq }: ServerContext): ClientCapabilities | undefined {
  const { [CLIENT_CAPABILITIES_META_KEY]: own } = (mcpReq.envelope ?? {}) as { [key: string]: unknown };
  return (own as ClientCapabilities | undefined) ?? server.getClientCapabilities();
}
