import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { LineBuffer } from './line-buffer.js';
import { readBatch, refusedBatch } from './lines/batch.js';
import { Batches } from './lines/batches.js';
import { idOfAcknowledged, idOfAnswer, idOfCancelled, idOfRequest, requestedVersion } from './lines/kinds.js';
import { jsonOf, messageOf } from './lines/message-of.js';
import { OwnRequests } from './lines/own-requests.js';
import { Refusal } from './lines/refusal.js';

/** Largest message that is read, in bytes. Arguments can contain files. */
const LARGEST_MESSAGE = 64 * 1024 * 1024;

/** Interval between checks for a reader after the input has ended, in milliseconds. */
const LOOK_FOR_READER = 1_000;

/**
 * Newline-delimited JSON-RPC. Unlike the SDK's transport, it answers everything in flight after stdin ends, and only
 * then closes. It also answers lines that it refuses, with the id of the request if that can be read.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  private readonly buffer = new LineBuffer(LARGEST_MESSAGE);
  private readonly unanswered = new Set<string | number>();
  private readonly batches = new Batches();
  private readonly own = new OwnRequests();
  private version: string | undefined;
  private looking?: NodeJS.Timeout;
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

  setProtocolVersion(version: string): void {
    this.version = version;
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.own.sent(message);
    const text = JSON.stringify(message);
    const id = idOfAnswer(message);
    const line = id !== undefined && this.batches.has(id) ? this.batches.end(id, text) : text;
    if (line !== undefined) await this.write(line);
    const settled = id ?? idOfAcknowledged(message);
    if (settled !== undefined) this.settle(settled);
    if (this.inputEnded) this.answerOwn();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.looking);
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
    // trim() also removes a byte order mark. A lone NUL is what remains of a UTF-16 line break.
    const text = line.trim();
    if (text === '' || text === '\0') return;
    try {
      const value = jsonOf(text);
      if (Array.isArray(value)) this.readBatch(value);
      else this.take(messageOf(value, text));
    } catch (error) {
      this.refuse(error);
    }
  }

  private readBatch(entries: readonly unknown[]): void {
    const refused = refusedBatch(entries, this.version);
    for (const refusal of refused) this.refuse(refusal);
    if (refused.length > 0) return;
    const { messages, ids, refusals } = readBatch(entries);
    for (const refusal of refusals) this.onerror?.(refusal);
    const answers = refusals.flatMap((refusal) => refusal.answer() ?? []);
    this.writeUnheard(this.batches.begin(ids, answers));
    for (const message of messages) this.take(message);
  }

  private take(message: JSONRPCMessage): void {
    const id = idOfRequest(message);
    if (id !== undefined) this.unanswered.add(id);
    this.own.received(message);
    // Messages after it in the same chunk already use the version that it asks for.
    this.version = requestedVersion(message) ?? this.version;
    const cancelled = idOfCancelled(message);
    if (cancelled !== undefined) {
      this.writeUnheard(this.batches.end(cancelled));
      this.settle(cancelled);
    }
    this.onmessage?.(message);
  }

  private refuse(error: unknown): void {
    this.onerror?.(error instanceof Error ? error : new Error(String(error)));
    if (error instanceof Refusal) this.writeUnheard(error.answer());
  }

  private readonly end = (): void => {
    if (this.inputEnded) return;
    this.inputEnded = true;
    // The last line may lack its line break.
    if (!this.closed) this.read(this.buffer.rest());
    this.answerOwn();
    // stdin ends both when a client dies and when a script has sent everything. Only a write can tell them apart. A
    // space between messages means nothing to the reader.
    if (!this.closed) this.looking = setInterval(() => void this.output.write(' '), LOOK_FOR_READER);
    this.closeWhenAnswered();
  };

  /** The client can no longer answer, so do not wait for it. */
  private answerOwn(): void {
    for (const answer of this.own.unanswered()) this.onmessage?.(answer);
  }

  private settle(id: string | number): void {
    this.unanswered.delete(id);
    this.closeWhenAnswered();
  }

  private closeWhenAnswered(): void {
    if (this.inputEnded && this.unanswered.size === 0) void this.close();
  }

  /** For writes that nobody awaits. A client that is gone cannot be notified. */
  private writeUnheard(line: string | undefined): void {
    if (line !== undefined) this.write(line).catch(() => undefined);
  }

  private write(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.output.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
    });
  }
}
