import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { idOfRequest } from './kinds.js';
import { messageOf } from './message-of.js';
import { isRecord } from './record.js';
import { invalidRequest, Refusal } from './refusal.js';
import { writtenId } from './refusal-of.js';

/** The only version of MCP that has batches. */
const VERSION_WITH_BATCHES = '2025-03-26';

/** Refusals for each request of a batch that is not accepted. Empty if it is accepted. */
export function refusedBatch(entries: readonly unknown[], version: string | undefined): Refusal[] {
  if (entries.length === 0) return [invalidRequest('A batch must not be empty.', 'null')];
  if (version === VERSION_WITH_BATCHES) return [];
  const message = `Only protocol ${VERSION_WITH_BATCHES} has batches. Send each message on its own line.`;
  const ids = new Set(entries.filter(isRequest).map((entry) => writtenId(entry)));
  return [...(ids.size === 0 ? ['null'] : ids)].map((id) => invalidRequest(message, id));
}

/** Splits a batch into accepted messages, the ids that need an answer, and refusals. */
export function readBatch(entries: readonly unknown[]) {
  const messages: JSONRPCMessage[] = [];
  const ids = new Set<string | number>();
  const refusals: Refusal[] = [];
  for (const entry of entries) {
    try {
      const message = entryOf(entry, ids);
      const id = idOfRequest(message);
      if (id !== undefined) ids.add(id);
      messages.push(message);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  return { messages, ids: [...ids], refusals };
}

function entryOf(entry: unknown, ids: ReadonlySet<string | number>): JSONRPCMessage {
  const message = messageOf(entry);
  const id = idOfRequest(message);
  if (id === undefined) return message;
  if ('method' in message && message.method === 'initialize')
    throw invalidRequest('A batch must not contain "initialize".', JSON.stringify(id));
  if (ids.has(id))
    throw invalidRequest('Two requests in a batch must not have the same id.', JSON.stringify(id));
  return message;
}

function isRequest(entry: unknown): entry is Record<string, unknown> {
  return isRecord(entry) && 'id' in entry && !('result' in entry || 'error' in entry);
}
