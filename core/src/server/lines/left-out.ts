import { isRecord } from './record.js';

type Members = Record<string, unknown>;

/** Removes `null` values where MCP allows the member to be missing. */
export function withoutNulls(message: Members): Members {
  if (message.method === undefined) return message;
  if (message.params === null) delete message.params;
  // In a handshake, nearly all members are optional, and it is read only once.
  if (message.method === 'initialize') dropDeep(message.params);
  const { params } = message;
  if (!isRecord(params)) return message;
  drop(params);
  if (isRecord(params._meta)) drop(params._meta);
  return message;
}

function drop(members: Members): void {
  for (const name in members) if (members[name] === null) delete members[name];
}

function dropDeep(value: unknown): void {
  if (!isRecord(value)) return;
  drop(value);
  for (const member of Object.values(value)) dropDeep(member);
}
