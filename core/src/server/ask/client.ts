import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';

/** Whether whoever sent this request can show a form: by what the request itself says, or the session's beginning. */
export function canAsk(server: Server, { mcpReq }: ServerContext): boolean {
  const { elicitation } = capabilitiesOf(server, mcpReq.envelope) ?? {};
  if (typeof elicitation !== 'object' || elicitation === null) return false;
  // Before there were modes, an empty object meant a form.
  return elicitation.form !== undefined || elicitation.url === undefined;
}

function capabilitiesOf(
  server: Server,
  envelope: ServerContext['mcpReq']['envelope'],
): ClientCapabilities | undefined {
  const { [CLIENT_CAPABILITIES_META_KEY]: own } = (envelope ?? {}) as { [key: string]: unknown };
  return (own as ClientCapabilities | undefined) ?? server.getClientCapabilities();
}
