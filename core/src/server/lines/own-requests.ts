import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { idOfAnswer, idOfRequest } from './kinds.js';

const GONE = -32_000;

/** The server's own requests to the client that have no answer yet. */
export class OwnRequests {
  private readonly open = new Set<string | number>();

  sent(message: JSONRPCMessage): void {
    const id = idOfRequest(message);
    if (id !== undefined) this.open.add(id);
  }

  received(message: JSONRPCMessage): void {
    const id = idOfAnswer(message);
    if (id !== undefined) this.open.delete(id);
  }

  /** Creates error answers for requests that will not be answered. */
  unanswered(): JSONRPCMessage[] {
    const ids = [...this.open];
    this.open.clear();
    return ids.map((id) => ({
      ...{ jsonrpc: '2.0' as const, id },
      error: { code: GONE, message: 'The client has closed its input.' },
    }));
  }
}
