import type * as z from 'zod';
import type { FunctionContext } from '../author/services.js';
import type { Look, TaskDeclaration } from './task-declaration.js';

/** What a look has at hand: the services of the plugin, and when the call began. */
export interface LookContext extends FunctionContext {
  readonly begunAt: Date;
  /**
   * An earlier look has found it completed, and the client was told so: it stays completed, whatever has gone on since, such
   * as an execution that had paused. The result tells how it is now.
   */
  readonly hasEnded: boolean;
}

/** How a tool that waits goes on as a task. */
export interface TaskOptions<State extends z.ZodObject, Result> {
  /** What a look needs to know, as small as it can be: it becomes part of the task's id, readable by the client. */
  state: State;
  /** Looks once, with one request to Kestra where one is enough. What it throws ends the task as it would end a call. */
  look(state: z.output<State>, context: LookContext): Promise<Look<Result>>;
  /**
   * One or two sentences for a task that is not waited for any more: what goes on, and which call ends that. Nothing is
   * ended by itself.
   */
  goesOn?(state: z.output<State>): string;
}

/**
 * How a tool that waits goes on as a task, for `task` of its declaration. Its handler begins the work, and returns
 * `context.task(state)` where that is there: then the client takes tasks. Otherwise it waits by itself.
 */
export function defineTask<State extends z.ZodObject, Result>(
  task: TaskOptions<State, Result>,
): TaskDeclaration<Result> {
  return task;
}
