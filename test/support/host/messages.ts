/** The handshake of a client of the 2025 protocols. */
export function opening(protocolVersion = '2025-06-18'): object[] {
  return [
    {
      jsonrpc: '2.0',
      id: 0,
      method: 'initialize',
      params: { protocolVersion, capabilities: {}, clientInfo: { name: 'raw', version: '1.0.0' } },
    },
    { jsonrpc: '2.0', method: 'notifications/initialized' },
  ];
}

/** A request with this id. */
export function request(id: number, method: string, params: object = {}): object {
  return { jsonrpc: '2.0', id, method, params };
}

/** A `tools/call` with this id. */
export function toolCall(id: number, name: string, args: object = {}, meta?: object): object {
  return request(id, 'tools/call', { name, arguments: args, ...(meta && { _meta: meta }) });
}

/** Messages as lines, in the form that stdio uses. */
export function lines(messages: readonly object[]): string {
  return messages.map((message) => `${JSON.stringify(message)}\n`).join('');
}

/** The notification that cancels a request. */
export function cancellation(requestId: number): object {
  return { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } };
}
