import { type JSONRPCMessage, parseJSONRPCMessage } from '@modelcontextprotocol/server';
import { idInText } from './id-in-text.js';
import { withoutNulls } from './left-out.js';
import { isRecord } from './record.js';
import { invalidRequest, type Refusal, unreadable } from './refusal.js';
import { refusalOf } from './refusal-of.js';

/** Parses a line. Throws a `Refusal` if it is not JSON. */
export function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw notJson(line);
  }
}

/** Validates a message. Throws a `Refusal` if it is not one. `line` is its text, unless it was part of a batch. */
export function messageOf(value: unknown, line?: string): JSONRPCMessage {
  if (!isRecord(value)) throw invalidRequest('A JSON-RPC message must be an object.', 'null');
  const message = withoutNulls(value);
  try {
    return parseJSONRPCMessage(message);
  } catch {
    return withoutExtras(message) ?? raise(refusalOf(message, line));
  }
}

/** Removes members that JSON-RPC does not know. Undefined if the message is invalid even then. */
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
  // The text was decoded as UTF-8, so other characters may differ from what the client sent.
  const known = /^[\x20-\x7e]*$/.test(id) ? id : 'null';
  return unreadable('The line is UTF-16 or contains a NUL character. MCP messages are JSON in UTF-8.', known);
}

function raise(error: Error): never {
  throw error;
}
