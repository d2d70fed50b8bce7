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
/** Bytes are in base64. */
export type ReadContent = { mimeType: string } & ({ text: string } | { blob: string });

/** What the server asks of the host; the SDK's types stay in this folder. */
export interface ServedHost {
  version: string;
  /** True if calls go to the in-memory Kestra simulator. */
  sandbox: boolean;
  /** Who calls, where hosts serve several: what was asked of one is no answer for another. */
  readonly callerKey?: string | undefined;
  /** The same for hosts that show the same to the same: what is watched for one is watched for all of them. */
  readonly sharing?: object;
  /** What the states of questions are signed with, at least 32 characters; one of the process's own when left out. */
  stateKey?(): string;
  selection(): Selection;
  /** Calls back at each change of the selection, until the function returned is called. */
  onSelectionChange(listener: (changed: ChangedLists) => void): () => void;
  /** Resolves when the tools can be listed: at once, or after a short wait for what would add to them. */
  ready(): Promise<void>;
  /** Whether something is not listed only since it is not known yet whether it is to be. */
  isProvisional?(): boolean;
  /** Told that the list has been answered: what a start need not wait for may begin. */
  listed(): void;
  /**
   * Rejects with `InputRequired` where the context can ask, and a question has to be answered first; with `TaskBegun`
   * where the context takes tasks, and the call goes on as one.
   */
  call(name: string, given: Arguments, context: CallContext): Promise<ToolResult>;
  /** How far a task is; rejects with an InputError for an id that names none of this caller's. */
  lookAtTask(id: string, context: CallContext): Promise<TaskView>;
  /** Ends a task, but not what it waits for; gives what of it goes on, in words. */
  cancelTask(id: string): Promise<string>;
  /** The content of a resource by its name, with the values of its URI's template. */
  read(name: string, variables: Record<string, string>, context: CallContext): Promise<ReadContent>;
  /** Values for what is being typed. */
  complete(asked: CompletionAsked, context: CallContext): Promise<Completion>;
  prompt(name: string, given: Arguments, context: CallContext): Promise<SentMessage[]>;
}
