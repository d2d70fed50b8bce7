import type { Readable, Writable } from 'node:stream';
import {
  deserializeMessage,
  isJSONRPCRequest,
  isJSONRPCResponse,
  type JSONRPCMessage,
  ProtocolErrorCode,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/server';
import { LineBuffer } from './line-buffer.js';

/** Largest message that is read, in bytes: files come as arguments. */
const LARGEST_MESSAGE = 64 * 1024 * 1024;

/**
 * Newline-delimited JSON-RPC. Unlike the SDK's own it answers what is in flight when stdin ends before it closes, and
 * answers a line that is not JSON-RPC with the protocol's parse error.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  private readonly buffer = new LineBuffer(LARGEST_MESSAGE);
  private readonly unanswered = new Set<string | number>();
  private inputEnded = false;
  private closed = false;

  constructor(
    private readonly input: Readable,
    private readonly output: Writable,
  ) {}

  async start(): Promise<void> {
    this.input.on('data', this.receive);
    this.input.once('end', this.end);
    this.input.once('close', this.end);
    this.input.once('error', this.end);
    this.output.once('close', () => void this.close());
  }

  async send(message: JSONRPCMessage): Promise<void> {
    await this.write(serializeMessage(message));
    if (isJSONRPCResponse(message) && message.id !== undefined) this.settle(message.id);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.input.off('data', this.receive);
    this.input.pause();
    this.onclose?.();
  }

  private readonly receive = (chunk: Buffer): void => {
    let lines: string[];
    try {
      lines = this.buffer.append(chunk);
    } catch (error) {
      this.refuse(error);
      void this.close();
      return;
    }
    for (const line of lines) this.read(line);
  };

  private read(line: string): void {
    if (line.trim() === '') return;
    let message: JSONRPCMessage;
    try {
      message = deserializeMessage(line);
    } catch (error) {
      return this.refuse(error);
    }
    if (isJSONRPCRequest(message)) this.unanswered.add(message.id);
    else if ('method' in message && message.method === 'notifications/cancelled')
      this.settleCancelled(message.params);
    this.onmessage?.(message);
  }

  private refuse(error: unknown): void {
    this.onerror?.(error instanceof Error ? error : new Error(String(error)));
    const answer = { code: ProtocolErrorCode.ParseError, message: 'The line is not a JSON-RPC message.' };
    this.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error: answer })}\n`).catch(() => undefined);
  }

  private readonly end = (): void => {
    this.inputEnded = true;
    // The last line may lack its end.
    if (!this.closed) this.read(this.buffer.rest());
    this.closeWhenAnswered();
  };

  private settle(id: string | number): void {
    this.unanswered.delete(id);
    this.closeWhenAnswered();
  }

  /** A cancelled request gets no answer. */
  private settleCancelled(params: unknown): void {
    const id = (params as { requestId?: string | number } | undefined)?.requestId;
    if (id !== undefined) this.settle(id);
  }

  private closeWhenAnswered(): void {
    if (this.inputEnded && this.unanswered.size === 0) void this.close();
  }

  private write(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.output.write(line, (error) => (error ? reject(error) : resolve()));
    });
  }
}
