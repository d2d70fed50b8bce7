import type { SentMessage } from '../call/answer/messages.js';
import type { CompletionAsked } from '../call/complete/complete.js';
import type { TaskView } from '../call/task/look.js';
import type { CallContext } from '../plugin/author/context.js';
import type { ToolResult } from '../response/result.js';
import type { ChangedLists } from '../selection/live.js';
import type { Selection } from '../selection/selection.js';

type Arguments = Record<string, unknown>;
export interface Completion {
  values: string[];
  total?: number;
  hasMore?: boolean;
}
/** Bytes are encoded in base64. */
export type ReadContent = { mimeType: string } & ({ text: string } | { blob: string });

/** What the server needs from the host. Types of the SDK stay in this folder. */
export interface ServedHost {
  version: string;
  /** True if calls go to the in-memory Kestra simulator. */
  sandbox: boolean;
  /** Identifies the caller if the server has several: an answer for one is not valid for another. */
  readonly callerKey?: string | undefined;
  /** Hosts that show the same content share this object, so that a resource is watched once for all of them. */
  readonly sharing?: object;
  /** The key that signs the state of questions, with at least 32 characters. Default: a random key of the process. */
  stateKey?(): string;
  selection(): Selection;
  /** Calls the listener on each change of the selection, until the returned function is called. */
  onSelectionChange(listener: (changed: ChangedLists) => void): () => void;
  /** Resolves when the tools can be listed: immediately, or after a short wait for what could add to them. */
  ready(): Promise<void>;
  /** Whether the list may be incomplete, because something that decides about it is not known yet. */
  isProvisional?(): boolean;
  /** Reports that the list was sent. Work that the start need not wait for can now begin. */
  listed(): void;
  /**
   * Rejects with `InputRequired` if the context can ask and the call needs an answer first, and with `TaskBegun` if the
   * context takes tasks and the call continues as one.
   */
  call(name: string, given: Arguments, context: CallContext): Promise<ToolResult>;
  /** Returns the state of a task. Rejects with an InputError if the id belongs to no task of this caller. */
  lookAtTask(id: string, context: CallContext): Promise<TaskView>;
  /** Ends a task, but not the execution behind it. Returns a text that says what keeps running. */
  cancelTask(id: string): Promise<string>;
  /** Reads a resource by its name, with the values of the variables in its URI template. */
  read(name: string, variables: Record<string, string>, context: CallContext): Promise<ReadContent>;
  /** Returns suggestions for what the user is typing. */
  complete(asked: CompletionAsked, context: CallContext): Promise<Completion>;
  prompt(name: string, given: Arguments, context: CallContext): Promise<SentMessage[]>;
}
