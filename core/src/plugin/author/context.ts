import type { AsTask } from '../task/as-task.js';
import type { McpClient } from './mcp-client.js';
import type { Question, Reply } from './question.js';

/** What a call brings along. */
export interface CallContext {
  /** Aborts when the client cancels the call, or its time is up. Requests to Kestra follow it by themselves. */
  readonly signal: AbortSignal;
  /** Tells the client how far a long call is; does nothing when the client did not ask. `total` is unknown when left out. */
  progress(message: string, done: number, total?: number): Promise<void>;
  /** Sends a log line to the client, at MCP's levels. */
  log(level: 'debug' | 'info' | 'warning' | 'error', message: string): Promise<void>;
  /** True where the client would take a task in the place of the answer. */
  readonly takesTask?: boolean;
  /**
   * Asks the person at the client; absent where the client cannot show a form. The first time it ends the call by an
   * error that must not be caught: the call is entered anew, from its start, with the reply. So ask before anything that
   * has an effect, and ask the same again.
   */
  ask?(question: Question): Promise<Reply>;
  /**
   * There where a resource is read for those who watch it. Called, it says that what the resource holds has come to its
   * end: it is not read again for them.
   */
  over?(): void;
  /**
   * There where a prompt is made or a tool is called: whether a tool, or an action as `tool:action`, is on, so that no
   * other is named.
   */
  isOn?(name: string): boolean;
  /** What else the client can do for the call, in the protocol's own words; absent where no client is connected. */
  readonly client?: McpClient;
}

/** What a tool's handler is given beside its input. */
export interface ToolContext extends CallContext {
  /**
   * How many characters the answer may have as JSON (`limits.answerChars`). A longer one is cut: long texts first, then
   * lists from their end. A handler that knows better what matters keeps within it by itself; see `cutText`,
   * `rowsWithin` and `jsonChars`.
   */
  readonly answerChars: number;
  /**
   * There where the client takes a task and the tool declares one: the handler begins the work and returns what this
   * gives, and the task's looks do the waiting. `state` must fit the declared one.
   */
  readonly task?: (state: object) => AsTask;
  /**
   * Tells callers apart where one host serves several, each with their own credentials: what is remembered from one call
   * to the next belongs to one of them (`PerCaller`). Undefined where the host's own credentials are used. It is no
   * secret, and another one after a restart.
   */
  readonly callerKey?: string;
}
