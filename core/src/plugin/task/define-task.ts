import type * as z from 'zod';
import type { FunctionContext } from '../author/services.js';
import type { Look, TaskDeclaration } from './task-declaration.js';

/** The context of a `look`: the services of the plugin, and when the call started. */
export interface LookContext extends FunctionContext {
  readonly begunAt: Date;
  /**
   * An earlier look found it completed, and the client was told so. It stays completed whatever happens afterwards,
   * such as a paused execution continuing. The result shows the present state.
   */
  readonly hasEnded: boolean;
}

/** How a waiting tool continues as a task. */
export interface TaskOptions<State extends z.ZodObject, Result> {
  /** What a `look` needs to know, as small as possible: it becomes part of the task's id, which the client can read. */
  state: State;
  /** Checks once, if possible with a single request to Kestra. An error ends the task as it would end a call. */
  look(state: z.output<State>, context: LookContext): Promise<Look<Result>>;
  /**
   * One or two sentences about a task that is no longer waited for: what continues, and which call stops it. Nothing
   * stops by itself.
   */
  goesOn?(state: z.output<State>): string;
}

/**
 * Defines how a waiting tool continues as a task, for `task` in its declaration. Its handler starts the work and
 * returns `context.task(state)` if that is defined, because the client then accepts tasks. Otherwise it waits itself.
 */
export function defineTask<State extends z.ZodObject, Result>(
  task: TaskOptions<State, Result>,
): TaskDeclaration<Result> {
  return task;
}
