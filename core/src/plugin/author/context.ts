import type { AsTask } from '../task/as-task.js';
import type { McpClient } from './mcp-client.js';
import type { Question, Reply } from './question.js';

/** What a handler learns about its call, and how it talks to the client. */
export interface CallContext {
  /** Aborts when the client cancels the call or its time is up. Requests to Kestra follow it automatically. */
  readonly signal: AbortSignal;
  /** Reports progress to the client. Does nothing if the client did not ask for it. Omit `total` if it is unknown. */
  progress(message: string, done: number, total?: number): Promise<void>;
  /** Sends a log line to the client, with MCP's levels. */
  log(level: 'debug' | 'info' | 'warning' | 'error', message: string): Promise<void>;
  /** True if the client accepts a task instead of the result. */
  readonly takesTask?: boolean;
  /**
   * Asks the person at the client. Absent if the client cannot show a form. The first time it ends the call with an
   * error that must not be caught; then the call runs again from its start, with the reply. So ask before anything
   * that has an effect, and always ask the same question.
   */
  ask?(question: Question): Promise<Reply>;
  /**
   * Present when a resource is read for subscribers. Call it when the content of the resource is final: it is not
   * read again for them.
   */
  over?(): void;
  /**
   * Present when a prompt is rendered or a tool is called: whether a tool, or an action as `tool:action`, is enabled.
   * Name only those that are.
   */
  isOn?(name: string): boolean;
  /** What else the client can do for the call, in the words of the protocol. Absent if no client is connected. */
  readonly client?: McpClient;
}

/** What the handler of a tool gets besides its input. */
export interface ToolContext extends CallContext {
  /**
   * Size limit of the result as JSON, in characters (`limits.answerChars`). A longer result is cut: long texts first,
   * then lists from their end. A handler that knows what matters can stay below it itself; see `cutText`,
   * `rowsWithin` and `jsonChars`.
   */
  readonly answerChars: number;
  /**
   * Present if the client accepts a task and the tool declares one. The handler starts the work and returns what this
   * function returns; the looks of the task do the waiting. `state` must match the declared schema.
   */
  readonly task?: (state: object) => AsTask;
  /**
   * Distinguishes callers where one server has several, each with their own credentials: what is remembered between
   * calls belongs to one of them (`PerCaller`). Undefined with the server's own credentials. It is not a secret, and
   * changes with a restart.
   */
  readonly callerKey?: string;
}
