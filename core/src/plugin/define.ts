import type * as z from 'zod';
import type {
  ActionInput,
  Actions,
  MultiActionTool,
  Result,
  SingleTool,
  ToolDeclaration,
  ToolHandler,
} from './declaration.js';
import type { Constructor, ToolGroupOptions } from './metadata.js';

const PLUGIN = Symbol.for('kestra-mcp.plugin');

/** A tool of the function form: a declaration, its group and its handler. */
export interface FunctionTool {
  group: ToolGroupOptions;
  declaration: ToolDeclaration;
  handler: ToolHandler<never, unknown>;
}

export interface PluginOptions {
  /** Short and unique; it names the plugin in the configuration, in messages and in `doctor`. */
  id: string;
  /** Classes decorated with `@ToolGroup`. */
  groups?: readonly Constructor[];
  /** Tools of the function form, from `defineTool`. */
  tools?: readonly FunctionTool[];
  /** Services of the plugin's own, decorated with `@Injectable`; one instance of each. */
  providers?: readonly Constructor[];
}

export interface PluginDefinition extends Required<PluginOptions> {
  readonly [PLUGIN]: true;
}

/** A plugin: the default export of its package. */
export function definePlugin(options: PluginOptions): PluginDefinition {
  return { groups: [], tools: [], providers: [], ...options, [PLUGIN]: true };
}

/** True for what `definePlugin` of any installed copy of core has made. */
export function isPlugin(value: unknown): value is PluginDefinition {
  return typeof value === 'object' && value !== null && PLUGIN in value;
}

/** A tool without a class, for plain JavaScript: the same declaration, with its group and its handler. */
export function defineTool<I extends z.ZodObject, O extends z.ZodType>(
  tool: SingleTool<I, O> & { group: ToolGroupOptions; handler: ToolHandler<z.output<I>, Result<O>> },
): FunctionTool;
export function defineTool<I extends z.ZodObject, O extends z.ZodType, const A extends Actions<I>>(
  tool: MultiActionTool<I, O, A> & {
    group: ToolGroupOptions;
    handler: ToolHandler<ActionInput<I, A>, Result<O>>;
  },
): FunctionTool;
export function defineTool(tool: object): FunctionTool {
  const { group, handler, ...declaration } = tool as FunctionTool & ToolDeclaration;
  return { group, handler, declaration: declaration as ToolDeclaration };
}
