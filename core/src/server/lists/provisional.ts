import type { ServerContext } from '@modelcontextprotocol/server';
import type { ServedHost } from '../served-host.js';

/** What a list adds for clients of 2026-07-28 that may lack things still: not to go by it any longer than it takes. */
export function provisional(host: ServedHost, { mcpReq }: ServerContext): { ttlMs?: 0 } {
  // To clients of 2025 such a member means nothing.
  const isModern = mcpReq.envelope !== undefined;
  return isModern && host.isProvisional?.() ? { ttlMs: 0 } : {};
}
