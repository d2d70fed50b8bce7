import type { AsTask } from '../task/as-task.js';
import type { McpClient } from './mcp-client.js';
import type { Question, Reply } from './question.js';

/** The context of a call. */
export interface CallContext {
  /** Aborts when the client cancels the call or the time is up. Requests to Kestra are aborted automatically. */
  readonly signal: AbortSignal;
  /**
   * Reports progress to the client. Does nothing if the client did not ask for it. Leave out `total` if it is unknown.
   */
  progress(message: string, done: number, total?: number): Promise<void>;
  /** Sends a log message to the client, with MCP's levels. */
  log(level: 'debug' | 'info' | 'warning' | 'error', message: string): Promise<void>;
  /** True if the client accepts a task instead of a result. */
  readonly takesTask?: boolean;
  /**
   * Asks the user in a form. Undefined if the client cannot show one. The first call ends the tool call with an error
   * that must not be caught; the handler then runs again from the start, with the reply. So ask before anything with an
   * effect, and ask the same question again.
   */
  ask?(question: Question): Promise<Reply>;
  /**
   * Defined when a resource is read for subscribers. Call it to say that the resource will not change any more; it is
   * then not read again for them.
   */
  over?(): void;
  /**
   * Defined in prompts and tools. Tells whether a tool, or an action as `tool:action`, is enabled, so that texts only
   * name enabled ones.
   */
  isOn?(name: string): boolean;
  /** Further features of the client, in the protocol's own terms. Undefined if no client is connected. */
  readonly client?: McpClient;
}

/** What a tool's handler receives besides its input. */
export interface ToolContext extends CallContext {
  /**
   * The result size limit, in characters of JSON (`limits.answerChars`). A longer result is cut: long texts first, then
   * lists from their end. A handler that knows better what matters stays within the limit itself; see `cutText`,
   * `rowsWithin` and `jsonChars`.
   */
  readonly answerChars: number;
  /**
   * Defined if the client accepts a task and the tool declares one. The handler starts the work and returns the value
   * of this function; the task's `look` then does the waiting. `state` must fit the declared schema.
   */
  readonly task?: (state: object) => AsTask;
  /**
   * Identifies the caller if one server has several callers with their own credentials. State that is kept between
   * calls must be separate for each (`PerCaller`). Undefined if the server's own credentials are used. Not a secret,
   * and different after a restart.
   */
  readonly callerKey?: string;
}
