import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { idOfAnswer, idOfRequest } from './kinds.js';

const GONE = -32_000;

/** What the server has asked its client, and has no answer to yet. */
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

  /** Answers in the place of those that will not come. */
  unanswered(): JSONRPCMessage[] {
    const ids = [...this.open];
    this.open.clear();
    return ids.map((id) => ({
      ...{ jsonrpc: '2.0' as const, id },
      error: { code: GONE, message: 'The client has closed its input.' },
    }));
  }
}
