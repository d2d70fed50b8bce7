import type * as z from 'zod';
import type { Effect } from '../../foundation/effect.js';
import type { AsTask } from '../task/as-task.js';
import type { TaskDeclaration } from '../task/task-declaration.js';
import type { Confirm } from './confirm.js';
import type { WithContent } from './content.js';
import type { ToolContext } from './context.js';

/** One action of a multi-action tool, keyed by its name in the `action` parameter. */
export interface Action<Parameter extends string = string> {
  effect: Effect;
  /**
   * What it does, to go on from the tool's description: "delete a key". The host lists those of the actions that are on.
   */
  does?: string;
  /** Parameters that the action cannot do without: their absence is an error that names them. */
  requires?: readonly Parameter[];
  /** Further parameters that only some actions use: gone from the schema when none of those is enabled. */
  accepts?: readonly Parameter[];
}

type Parameters<Input extends z.ZodObject> = Extract<keyof z.output<Input>, string>;

/** One entry for each value of the `action` parameter. */
export type Actions<Input extends z.ZodObject> =
  z.output<Input> extends { action: infer Name extends string }
    ? Readonly<Record<Name, Action<Parameters<Input>>>>
    : never;

/** Boolean parameters that turn a read into a write, with the effect they have. */
export type Switches<Input extends z.ZodObject> = Readonly<
  Partial<Record<Parameters<Input>, { effect: Effect }>>
>;

type Required<Spec> = Spec extends { requires: readonly (infer Name)[] } ? Name : never;

/** The input of a multi-action tool, by action: what an action requires is there. */
export type ActionInput<Input extends z.ZodObject, A> = {
  [Name in keyof A]: Omit<z.output<Input>, 'action'> & { action: Name } & {
    [P in Required<A[Name]> & keyof z.output<Input>]-?: NonNullable<z.output<Input>[P]>;
  };
}[keyof A];

interface Described<Input extends z.ZodObject, Output extends z.ZodType> {
  /** Wire name, `verb_noun` in snake_case. */
  name: string;
  /** For people, where the name does not say it: `list_orders` is "List orders" by itself. */
  title?: string;
  /**
   * For the model: what it does and when to use it, one or two sentences. Where actions say what each of them `does`,
   * only what they have in common, such as "An order of a customer".
   */
  description: string;
  /** Arguments: a `z.strictObject`, each field described. */
  input: Input;
  /** The result: an object; `z.looseObject` for Kestra's own objects. */
  output: Output;
  /**
   * One sentence: the call that gets what an answer leaves out which is longer than `limits.answerChars`. Default: this
   * tool with less asked for, by the names of its parameters.
   */
  readOn?: string;
  /** `EE`: shown only where the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` has its name or its group, since few people need it. */
  optIn?: boolean;
  /**
   * `true`: the result is Kestra's own object, and goes out without what says nothing there, such as nulls and `_links`;
   * `false`: it goes out as it is. Default: what `definePlugin` says.
   */
  compact?: boolean;
  /**
   * The page that shows its results in clients that have MCP Apps: an HTML file beside the plugin's main module or below
   * it, such as `./report.html`. Tools that name the same file share it. Others go by the answer, which says all.
   */
  ui?: string;
  /** For a tool that may wait long: how its call goes on where the client takes a task; see `defineTask`. */
  task?: TaskDeclaration<Result<Output>>;
}

/** A tool whose every call has the same effect, but for the boolean parameters named as switches. */
export interface SingleTool<Input extends z.ZodObject, Output extends z.ZodType>
  extends Described<Input, Output> {
  effect: Effect;
  switches?: Switches<Input>;
  actions?: undefined;
  /** What is asked before a call that is destructive, or that does very much at once. */
  confirm?: Confirm<z.output<Input>>;
}

/** A tool with an `action` parameter; its effect is that of the action called. */
export interface MultiActionTool<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  A extends Actions<Input>,
> extends Described<Input, Output> {
  actions: A;
  effect?: undefined;
  switches?: undefined;
  /** What is asked before a call that is destructive, or that does very much at once. */
  confirm?: Confirm<z.output<Input>>;
}

/**
 * What a handler may return for an output schema: a loose object's index signature is left out, since TypeScript does
 * not give one to interfaces, and any object with the named members fits.
 */
export type Result<Output extends z.ZodType> = Named<z.input<Output>>;

type Named<T> = T extends readonly (infer Item)[]
  ? readonly Named<Item>[]
  : T extends object
    ? { [K in keyof T as string extends K ? never : K]: Named<T[K]> }
    : T;

/** The result, alone or with what comes along; or what makes a task of the call. */
export type Returned<Output> = Output | WithContent<Output> | AsTask;

export type ToolHandler<Input, Output> = (
  input: Input,
  context: ToolContext,
) => Returned<Output> | Promise<Returned<Output>>;

/** A tool as the runtime sees it, its types forgotten. */
export type ToolDeclaration =
  | SingleTool<z.ZodObject, z.ZodType>
  | (Described<z.ZodObject, z.ZodType> & {
      actions: Readonly<Record<string, Action>>;
      effect?: undefined;
      switches?: undefined;
      confirm?: Confirm<z.output<z.ZodObject>>;
    });
