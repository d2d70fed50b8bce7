import { type JSONRPCMessage, SUBSCRIPTION_ID_META_KEY } from '@modelcontextprotocol/server';

type Id = string | number;

/** The id if the message is a request. Messages are valid here, so their members show their kind. */
export function idOfRequest(message: JSONRPCMessage): Id | undefined {
  return 'method' in message && 'id' in message ? message.id : undefined;
}

/** The id of the request that this message answers. */
export function idOfAnswer(message: JSONRPCMessage): Id | undefined {
  return 'method' in message ? undefined : message.id;
}

/** The id of the request that this message cancels. */
export function idOfCancelled(message: JSONRPCMessage): Id | undefined {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return undefined;
  return (message.params as { requestId?: Id } | undefined)?.requestId;
}

/** The id of the subscription that this message acknowledges. Its answer comes when the connection ends, if ever. */
export function idOfAcknowledged(message: JSONRPCMessage): Id | undefined {
  if (!('method' in message) || message.method !== 'notifications/subscriptions/acknowledged')
    return undefined;
  return message.params?._meta?.[SUBSCRIPTION_ID_META_KEY] as Id | undefined;
}

/** The protocol version that a handshake asks for. */
export function requestedVersion(message: JSONRPCMessage): string | undefined {
  if (!('method' in message) || message.method !== 'initialize') return undefined;
  const version = (message.params as { protocolVersion?: unknown } | undefined)?.protocolVersion;
  return typeof version === 'string' ? version : undefined;
}
