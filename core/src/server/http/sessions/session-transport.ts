import { type JSONRPCMessage, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { idOfAnswer } from '../../lines/kinds.js';
import { REFUSED } from '../refusal.js';

type Id = string | number;

function ended(id: Id): JSONRPCMessage {
  const error = { code: REFUSED, message: 'The session ended before this request was answered.' };
  return { jsonrpc: '2.0', id, error };
}

/** The SDK's transport, which also tracks unanswered requests. */
export class SessionTransport extends WebStandardStreamableHTTPServerTransport {
  /** Number of open streams for messages that belong to no request. */
  streams = 0;
  private readonly unanswered = new Map<Id, () => void>();

  get isListenedTo(): boolean {
    return this.streams > 0;
  }

  isInUse(id: Id): boolean {
    return this.unanswered.has(id);
  }

  get isBusy(): boolean {
    return this.unanswered.size > 0;
  }

  /** Resolves when the request is answered or cancelled, or will never be answered. */
  begin(id: Id): Promise<void> {
    return new Promise((resolve) => this.unanswered.set(id, resolve));
  }

  /** A refused or cancelled request gets no answer, so its stream must be closed here. */
  giveUp(id: Id): void {
    this.closeSSEStream(id);
    this.settle(id);
  }

  override async send(message: JSONRPCMessage, options?: { relatedRequestId?: Id }): Promise<void> {
    try {
      await super.send(message, options);
    } finally {
      const id = idOfAnswer(message);
      if (id !== undefined) this.settle(id);
    }
  }

  /** Answers open requests with an error. After a stream that just ends, clients would reconnect and keep waiting. */
  override async close(): Promise<void> {
    for (const id of this.unanswered.keys()) await this.send(ended(id)).catch(() => this.settle(id));
    await super.close();
  }

  private settle(id: Id): void {
    this.unanswered.get(id)?.();
    this.unanswered.delete(id);
  }
}
