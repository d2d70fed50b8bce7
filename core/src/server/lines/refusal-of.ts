import { ProtocolErrorCode } from '@modelcontextprotocol/server';
import { idInText } from './id-in-text.js';
import { isRecord } from './record.js';
import { invalidRequest, Refusal } from './refusal.js';

type Members = Record<string, unknown>;

/** Explains in one sentence why an object is not a message. `line` is its text, unless it was part of a batch. */
export function refusalOf(message: Members, line?: string): Refusal {
  const { jsonrpc, id, method, params } = message;
  // A response gets no answer, because its id belongs to a request of the server.
  if (method === undefined && ('result' in message || 'error' in message))
    return invalidRequest('A response from the client is not a valid JSON-RPC response.', undefined);
  const written = writtenId(message, line);
  if (jsonrpc !== '2.0') return invalidRequest('A message must have "jsonrpc": "2.0".', written);
  if (typeof method !== 'string')
    return invalidRequest('A request must have a method, as a string.', written);
  if (id === null || !('id' in message ? ['string', 'number'] : ['undefined']).includes(typeof id))
    return invalidRequest('The id of a request must be a string or a whole number.', 'null');
  if (typeof id === 'number' && !Number.isSafeInteger(id))
    return invalidRequest('The id of a request must be a string or a whole number below 2^53.', written);
  if ('result' in message || 'error' in message)
    return invalidRequest('A message must be either a request or a response.', written);
  // A notification gets no answer.
  const told = 'id' in message ? written : undefined;
  return new Refusal(ProtocolErrorCode.InvalidParams, wrongParams(method.slice(0, 100), params), told);
}

/** The id as JSON. If it has more digits than a number can hold, they are taken from the line. */
export function writtenId({ id }: Members, line?: string): string {
  if (typeof id === 'string' || (typeof id === 'number' && Number.isSafeInteger(id)))
    return JSON.stringify(id);
  if (typeof id !== 'number') return 'null';
  return line === undefined ? JSON.stringify(id) : idInText(line);
}

function wrongParams(method: string, params: unknown): string {
  if (!isRecord(params)) return `The params of ${method} must be an object.`;
  const { _meta: meta } = params;
  if (meta !== undefined && !isRecord(meta)) return `"_meta" of ${method} must be an object.`;
  const token = meta?.progressToken;
  if (token !== undefined && typeof token !== 'string' && !Number.isSafeInteger(token))
    return `"_meta.progressToken" of ${method} must be a string or a whole number below 2^53.`;
  return `The params of ${method} are not valid.`;
}
