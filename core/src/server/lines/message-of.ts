import { type JSONRPCMessage, parseJSONRPCMessage } from '@modelcontextprotocol/server';
import { idInText } from './id-in-text.js';
import { withoutNulls } from './left-out.js';
import { isRecord } from './record.js';
import { invalidRequest, type Refusal, unreadable } from './refusal.js';
import { refusalOf } from './refusal-of.js';

/** What a line holds; throws a `Refusal` at one that is not JSON. */
export function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw notJson(line);
  }
}

/** A value as a message; throws a `Refusal` at one that is none. `line` is where it stood, when it stood alone. */
export function messageOf(value: unknown, line?: string): JSONRPCMessage {
  if (!isRecord(value)) throw invalidRequest('A JSON-RPC message must be an object.', 'null');
  const message = withoutNulls(value);
  try {
    return parseJSONRPCMessage(message);
  } catch {
    return withoutExtras(message) ?? raise(refusalOf(message, line));
  }
}

/** Members that JSON-RPC does not know are passed over; undefined where the message is wrong without them, too. */
function withoutExtras(message: Record<string, unknown>): JSONRPCMessage | undefined {
  const { jsonrpc, method, params } = message;
  if (method === undefined || 'result' in message || 'error' in message) return undefined;
  const known = {
    jsonrpc,
    method,
    ...('id' in message && { id: message.id }),
    ...(params !== undefined && { params }),
  };
  try {
    return parseJSONRPCMessage(known);
  } catch {
    return undefined;
  }
}

function notJson(line: string): Refusal {
  if (!line.includes('\0')) return unreadable('The line is not valid JSON.', idInText(line));
  const id = idInText(line.replaceAll('\0', ''));
  // Read as UTF-8, all else is another text than the client's.
  const known = /^[\x20-\x7e]*$/.test(id) ? id : 'null';
  return unreadable('The line is UTF-16 or contains a NUL character. MCP messages are JSON in UTF-8.', known);
}

function raise(error: Error): never {
  throw error;
}
