import { types } from 'node:util';
import type * as z from 'zod';
import type { PluginSkill } from '../skills/declaration.js';
import type {
  ActionInput,
  Actions,
  MultiActionTool,
  Result,
  Returned,
  SingleTool,
  ToolDeclaration,
} from './declaration.js';
import type { Constructor, ToolGroupOptions } from './metadata.js';
import type { SomeOptionsClass } from './options.js';
import type { PromptDeclaration, PromptHandler } from './prompt.js';
import type { ResourceDeclaration, ResourceHandler, ResourceInput } from './resource.js';
import type { FunctionContext, PluginServices } from './services.js';

const PLUGIN = Symbol.for('kestra-mcp.plugin');

/** The result of the function form: a declaration, its group and its handler. */
interface Function<Declaration> {
  group: ToolGroupOptions;
  declaration: Declaration;
  handler: (input: never, context: FunctionContext) => unknown;
}
export type FunctionTool = Function<ToolDeclaration>;
export type FunctionResource = Function<ResourceDeclaration>;
export type FunctionPrompt = Function<PromptDeclaration>;

export interface PluginOptions {
  /** Short and unique. It names the plugin in the configuration, in messages and in `doctor`. */
  id: string;
  /** Classes decorated with `@ToolGroup`. */
  groups?: readonly Constructor[];
  /** Tools in function form, from `defineTool`. */
  tools?: readonly FunctionTool[];
  /** Resources in function form, from `defineResource`. */
  resources?: readonly FunctionResource[];
  /** Prompts in function form, from `definePrompt`. */
  prompts?: readonly FunctionPrompt[];
  /** Folders with a `SKILL.md`: instructions that a model reads for matching tasks. */
  skills?: readonly PluginSkill[];
  /** The plugin's own services, decorated with `@Injectable`. One instance of each is created. */
  providers?: readonly Constructor[];
  /** What the configuration file can set: a class from `pluginOptions`, or the zod schema itself. */
  options?: SomeOptionsClass | z.ZodObject;
  /**
   * `true` for tools that return Kestra's own objects: members without information (such as nulls and `_links`) are
   * removed from their results. The `compact` of a tool takes precedence.
   */
  compact?: boolean;
  /**
   * Called once, before the first call of any of its tools. If it fails or takes more than ten seconds, that call
   * fails.
   */
  onInit?(services: PluginServices): void | Promise<void>;
  /**
   * Called when the plugin is unloaded or the server stops, after all its calls have finished. Not called if `onInit`
   * was not.
   */
  onDispose?(services: PluginServices): void | Promise<void>;
}

type Lists = 'groups' | 'tools' | 'resources' | 'prompts' | 'providers';

export interface PluginDefinition extends Omit<PluginOptions, Lists>, Required<Pick<PluginOptions, Lists>> {
  readonly [PLUGIN]: true;
}

/** A plugin, the default export of its package. */
export function definePlugin(options: PluginOptions): PluginDefinition {
  return { groups: [], tools: [], resources: [], prompts: [], providers: [], ...options, [PLUGIN]: true };
}

/** True for the result of `definePlugin` in any installed copy of core. */
export function isPlugin(value: unknown): value is PluginDefinition {
  // A proxy can return anything, and may throw at any access.
  return typeof value === 'object' && value !== null && !types.isProxy(value) && PLUGIN in value;
}

type Handled<Input, Output> = {
  group: ToolGroupOptions;
  handler: (input: Input, context: FunctionContext) => Returned<Output> | Promise<Returned<Output>>;
};

/** Declares a tool without a class, for plain JavaScript: the same declaration, with its group and its handler. */
export function defineTool<I extends z.ZodObject, O extends z.ZodType>(
  tool: SingleTool<I, O> & Handled<z.output<I>, Result<O>>,
): FunctionTool;
export function defineTool<I extends z.ZodObject, O extends z.ZodType, const A extends Actions<I>>(
  tool: MultiActionTool<I, O, A> & Handled<ActionInput<I, A>, Result<O>>,
): FunctionTool;
export function defineTool(tool: object): FunctionTool {
  return split(tool);
}

/** Declares a resource without a class: the declaration of `@Resource`, with its group and its handler. */
export function defineResource<const Uri extends string>(
  resource: ResourceDeclaration<Uri> & {
    group: ToolGroupOptions;
    handler: ResourceHandler<ResourceInput<Uri>, FunctionContext>;
  },
): FunctionResource {
  return split(resource);
}

/** Declares a prompt without a class: the declaration of `@Prompt`, with its group and its handler. */
export function definePrompt<I extends z.ZodObject = z.ZodObject<Record<never, never>>>(
  prompt: PromptDeclaration<I> & {
    group: ToolGroupOptions;
    handler: PromptHandler<z.output<I>, FunctionContext>;
  },
): FunctionPrompt {
  return split(prompt);
}

function split<Declaration>(given: object): Function<Declaration> {
  // If the argument is missing, loading the plugin reports it: its name is not known here.
  const { group, handler, ...declaration } = (given ?? {}) as Omit<Function<Declaration>, 'declaration'>;
  return { group, handler, declaration: declaration as Declaration };
}
