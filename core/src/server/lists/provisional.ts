import type { ServerContext } from '@modelcontextprotocol/server';
import type { ServedHost } from '../served-host.js';

/** Shortens the lifetime of a list that may be incomplete, for clients of the 2026-07-28 protocol. */
export function provisional(host: ServedHost, { mcpReq }: ServerContext): { ttlMs?: 0 } {
  // Clients of the 2025 protocol do not know this member.
  const isModern = mcpReq.envelope !== undefined;
  return isModern && host.isProvisional?.() ? { ttlMs: 0 } : {};
}
