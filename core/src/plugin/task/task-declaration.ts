import type * as z from 'zod';

/** What one look at a call that goes on has found. */
export type Look<Result> =
  | {
      status: 'working';
      /** How far it is, for people: `RUNNING, 2 of 3 started tasks ended`. */
      message: string;
    }
  | {
      status: 'completed';
      /** What the call answers with. It says what to do next by itself: clients do not show a task's message to the model. */
      result: Result;
    };

/** How a tool's call is gone on with after it has been answered with a task; made by `defineTask`. */
export interface TaskDeclaration<Result = unknown> {
  state: z.ZodObject;
  look(state: never, context: never): Promise<Look<Result>>;
  goesOn?(state: never): string;
}
