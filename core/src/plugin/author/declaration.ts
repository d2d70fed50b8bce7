import type * as z from 'zod';
import type { Effect } from '../../foundation/effect.js';
import type { AsTask } from '../task/as-task.js';
import type { TaskDeclaration } from '../task/task-declaration.js';
import type { Confirm } from './confirm.js';
import type { WithContent } from './content.js';
import type { ToolContext } from './context.js';

/** An action of a multi-action tool, by its name in the `action` argument. */
export interface Action<Parameter extends string = string> {
  effect: Effect;
  /**
   * What the action does, continuing the tool's description: "delete a key". The server lists only the enabled
   * actions.
   */
  does?: string;
  /** Parameters that the action requires. An error names the missing ones. */
  requires?: readonly Parameter[];
  /** Other parameters that only some actions use. They leave the schema when none of these actions is enabled. */
  accepts?: readonly Parameter[];
}

type Parameters<Input extends z.ZodObject> = Extract<keyof z.output<Input>, string>;

/** One entry for each value of the `action` argument. */
export type Actions<Input extends z.ZodObject> =
  z.output<Input> extends { action: infer Name extends string }
    ? Readonly<Record<Name, Action<Parameters<Input>>>>
    : never;

/** Boolean parameters that turn a read into a write, with their effect. */
export type Switches<Input extends z.ZodObject> = Readonly<
  Partial<Record<Parameters<Input>, { effect: Effect }>>
>;

type Required<Spec> = Spec extends { requires: readonly (infer Name)[] } ? Name : never;

/** The input of a multi-action tool by action. Required parameters are present. */
export type ActionInput<Input extends z.ZodObject, A> = {
  [Name in keyof A]: Omit<z.output<Input>, 'action'> & { action: Name } & {
    [P in Required<A[Name]> & keyof z.output<Input>]-?: NonNullable<z.output<Input>[P]>;
  };
}[keyof A];

interface Described<Input extends z.ZodObject, Output extends z.ZodType> {
  /** Name in MCP, `verb_noun` in snake_case. */
  name: string;
  /** Title for people, if the name is not enough: `list_orders` becomes "List orders" automatically. */
  title?: string;
  /**
   * For the model: what the tool does and when to use it, in one or two sentences. If the actions have `does`, only
   * what they have in common, such as "An order of a customer".
   */
  description: string;
  /** Arguments: a `z.strictObject` with a description for each field. */
  input: Input;
  /** The result: an object. Use `z.looseObject` for Kestra's own objects. */
  output: Output;
  /**
   * One sentence: the call that returns what a result longer than `limits.answerChars` leaves out. Default: a
   * narrower call of the same tool, by the names of its parameters.
   */
  readOn?: string;
  /** `EE`: listed only if the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` names the tool or its group, for tools that few people need. */
  optIn?: boolean;
  /**
   * `true`: the result is Kestra's own object, and members without information (such as nulls and `_links`) are
   * removed. `false`: the result is sent unchanged. Default: the value from `definePlugin`.
   */
  compact?: boolean;
  /**
   * The page that shows the result in clients with MCP Apps: an HTML file next to the plugin's main module or below
   * it, such as `./report.html`. Tools with the same file share it. Other clients use the result, which contains
   * everything.
   */
  ui?: string;
  /** For a tool that may wait for a long time: how its call continues as a task. See `defineTask`. */
  task?: TaskDeclaration<Result<Output>>;
}

/** A tool whose calls all have the same effect, except for boolean parameters declared as switches. */
export interface SingleTool<Input extends z.ZodObject, Output extends z.ZodType>
  extends Described<Input, Output> {
  effect: Effect;
  switches?: Switches<Input>;
  actions?: undefined;
  /** The confirmation before a call that is destructive or affects many things. */
  confirm?: Confirm<z.output<Input>>;
}

/** A tool with an `action` parameter. Its effect is the effect of the action. */
export interface MultiActionTool<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  A extends Actions<Input>,
> extends Described<Input, Output> {
  actions: A;
  effect?: undefined;
  switches?: undefined;
  /** The confirmation before a call that is destructive or affects many things. */
  confirm?: Confirm<z.output<Input>>;
}

/**
 * The type that a handler may return for an output schema. The index signature of a loose object is left out:
 * TypeScript does not add one to interfaces, and any object with the named members fits.
 */
export type Result<Output extends z.ZodType> = Named<z.input<Output>>;

type Named<T> = T extends readonly (infer Item)[]
  ? readonly Named<Item>[]
  : T extends object
    ? { [K in keyof T as string extends K ? never : K]: Named<T[K]> }
    : T;

/** The result, with or without attachments, or a task. */
export type Returned<Output> = Output | WithContent<Output> | AsTask;

export type ToolHandler<Input, Output> = (
  input: Input,
  context: ToolContext,
) => Returned<Output> | Promise<Returned<Output>>;

/** A tool as the runtime sees it, without its types. */
export type ToolDeclaration =
  | SingleTool<z.ZodObject, z.ZodType>
  | (Described<z.ZodObject, z.ZodType> & {
      actions: Readonly<Record<string, Action>>;
      effect?: undefined;
      switches?: undefined;
      confirm?: Confirm<z.output<z.ZodObject>>;
    });
