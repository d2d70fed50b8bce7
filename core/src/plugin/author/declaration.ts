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
   * What it does, as the continuation of the tool's description: "delete a key". The host lists the enabled actions.
   */
  does?: string;
  /** Arguments that the action requires. If one is missing, the error names it. */
  requires?: readonly Parameter[];
  /**
   * Further arguments that only some actions use. They are removed from the schema if none of these actions is enabled.
   */
  accepts?: readonly Parameter[];
}

type Parameters<Input extends z.ZodObject> = Extract<keyof z.output<Input>, string>;

/** One entry for each value of the `action` argument. */
export type Actions<Input extends z.ZodObject> =
  z.output<Input> extends { action: infer Name extends string }
    ? Readonly<Record<Name, Action<Parameters<Input>>>>
    : never;

/** Boolean arguments that turn a read into a write, with their effect. */
export type Switches<Input extends z.ZodObject> = Readonly<
  Partial<Record<Parameters<Input>, { effect: Effect }>>
>;

type Required<Spec> = Spec extends { requires: readonly (infer Name)[] } ? Name : never;

/** The input of a multi-action tool by action, with the required arguments of each. */
export type ActionInput<Input extends z.ZodObject, A> = {
  [Name in keyof A]: Omit<z.output<Input>, 'action'> & { action: Name } & {
    [P in Required<A[Name]> & keyof z.output<Input>]-?: NonNullable<z.output<Input>[P]>;
  };
}[keyof A];

interface Described<Input extends z.ZodObject, Output extends z.ZodType> {
  /** The name in the protocol, `verb_noun` in snake_case. */
  name: string;
  /**
   * A title for people, if the name does not say it. Default: derived from the name, so `list_orders` is "List orders".
   */
  title?: string;
  /**
   * For the model: what the tool does and when to use it, in one or two sentences. If the actions have a `does`, only
   * what they have in common, such as "An order of a customer".
   */
  description: string;
  /** The arguments: a `z.strictObject` with a description for each field. */
  input: Input;
  /** The result: an object. Use `z.looseObject` for objects of Kestra. */
  output: Output;
  /**
   * One sentence that names the call for the rest of a result longer than `limits.answerChars`. Default: to repeat the
   * call with a smaller range.
   */
  readOn?: string;
  /** `EE`: only available if the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` names it or its group, because few people need it. */
  optIn?: boolean;
  /**
   * `true`: the result is an object of Kestra, and empty parts such as nulls and `_links` are removed. `false`: the
   * result is not changed. Default: the setting in `definePlugin`.
   */
  compact?: boolean;
  /**
   * The page that shows results in clients with MCP Apps: an HTML file next to the plugin's main module or below, such
   * as `./report.html`. Tools that name the same file share it. Other clients use the result, which contains
   * everything.
   */
  ui?: string;
  /** For a tool that may wait long: how its call continues if the client accepts a task; see `defineTask`. */
  task?: TaskDeclaration<Result<Output>>;
}

/** A tool whose calls all have the same effect, except for the boolean arguments in `switches`. */
export interface SingleTool<Input extends z.ZodObject, Output extends z.ZodType>
  extends Described<Input, Output> {
  effect: Effect;
  switches?: Switches<Input>;
  actions?: undefined;
  /** The confirmation before a destructive call or a bulk operation. */
  confirm?: Confirm<z.output<Input>>;
}

/** A tool with an `action` argument. Its effect is the effect of the called action. */
export interface MultiActionTool<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  A extends Actions<Input>,
> extends Described<Input, Output> {
  actions: A;
  effect?: undefined;
  switches?: undefined;
  /** The confirmation before a destructive call or a bulk operation. */
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
