import type * as z from 'zod';

/** The result of one `look`. */
export type Look<Result> =
  | {
      status: 'working';
      /** The progress, for people: `RUNNING, 2 of 3 started tasks ended`. */
      message: string;
    }
  | {
      status: 'completed';
      /**
       * The result of the call. It must say what to do next itself: clients do not show a task's message to the model.
       */
      result: Result;
    };

/** How a tool's call continues after a task was returned. Created by `defineTask`. */
export interface TaskDeclaration<Result = unknown> {
  state: z.ZodObject;
  look(state: never, context: never): Promise<Look<Result>>;
  goesOn?(state: never): string;
}
