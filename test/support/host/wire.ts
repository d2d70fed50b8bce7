import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { createServer } from '../../../core/src/server/mcp-server.js';
import { type ServedHost } from '../../../core/src/server/served-host.js';

export type Message = { id?: unknown; [member: string]: unknown };

/** An in-memory transport: records what the server sends, and can send to it. */
export class Wire implements Transport {
  sent: Message[] = [];
  onclose?: () => void;
  onmessage?: (message: JSONRPCMessage) => void;
  async start() {}
  async send(message: JSONRPCMessage) {
    this.sent.push(message as never);
  }
  async close() {
    this.onclose?.();
  }
  async ask(id: number, method: string, params: object = {}): Promise<Message> {
    this.onmessage?.({ jsonrpc: '2.0', id, method, params: params as Record<string, unknown> });
    while (!this.sent.some((message) => message.id === id))
      await new Promise((resolve) => setImmediate(resolve));
    return this.sent.find((message) => message.id === id) ?? {};
  }
}

const CLIENT = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
};

/** A server over a host with only these members, and a client after its handshake. */
export async function connectTo(host: Partial<ServedHost> & Pick<ServedHost, 'selection'>) {
  const server = createServer({
    version: '1.2.3',
    sandbox: false,
    onSelectionChange: () => () => undefined,
    ready: async () => undefined,
    listed: () => undefined,
    call: async () => ({ content: [] }),
    read: async () => ({ mimeType: 'text/plain', text: '' }),
    prompt: async () => [],
    complete: async () => ({ values: [] }),
    lookAtTask: async () => ({ status: 'working', begunAt: new Date(), message: '' }),
    cancelTask: async () => '',
    ...host,
  });
  const wire = new Wire();
  await server.connect(wire);
  const hello = await wire.ask(1, 'initialize', CLIENT);
  wire.onmessage?.({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return { wire, hello };
}
