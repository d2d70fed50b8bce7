import type { ToolContext } from '../author/context.js';
import type { ToolDeclaration } from '../author/declaration.js';
import type { FunctionPrompt, FunctionResource, FunctionTool, PluginDefinition } from '../author/define.js';
import { type Constructor, type Declared, promptsOf, resourcesOf, toolsOf } from '../author/metadata.js';
import type { PromptDeclaration } from '../author/prompt.js';
import type { ResourceDeclaration } from '../author/resource.js';
import type { FunctionContext, PluginServices } from '../author/services.js';

/** Something that can be called: its declaration with the schemas, and its handler bound to its instance. */
export interface Runnable<Declaration> {
  declaration: Declaration;
  handler: (input: object, context: ToolContext) => unknown;
  /** The context with what its plugin has at hand, as functions are given it. */
  lent: (context: ToolContext) => FunctionContext;
}
export type RunnableTool = Runnable<ToolDeclaration>;

/** All that a plugin has, by name. */
export interface Runnables {
  tools: ReadonlyMap<string, Runnable<ToolDeclaration>>;
  resources: ReadonlyMap<string, Runnable<ResourceDeclaration>>;
  prompts: ReadonlyMap<string, Runnable<PromptDeclaration>>;
}

type Entry<Declaration> = [string, Runnable<Declaration>];
type Named = { name: string };

/** The methods of a plugin's classes, bound to their one instance, and its functions with the services they are given. */
export function handlersOf(definition: PluginDefinition, services: PluginServices): Runnables {
  const { groups, tools, resources, prompts } = definition;
  const { log: _, ...lendable } = services;
  const lent = (context: ToolContext): FunctionContext => ({ ...lendable, ...context });
  const instances = new Map(groups.map((group) => [group, services.get(group)]));
  const all = <D extends Named>(
    declaredIn: (group: Constructor) => readonly Declared<D>[],
    functions: readonly (FunctionTool | FunctionResource | FunctionPrompt)[] = [],
  ): Map<string, Runnable<D>> =>
    new Map([
      ...groups.flatMap((group) => declaredIn(group).map((each) => method(instances.get(group), each, lent))),
      ...functions.map((each) => functionOf<D>(each, lent)),
    ]);
  return {
    tools: all(toolsOf, tools),
    resources: all(resourcesOf, resources),
    prompts: all(promptsOf, prompts),
  };
}

type Lend = Runnable<unknown>['lent'];

function method<D extends Named>(
  instance: object | undefined,
  { method, declaration }: Declared<D>,
  lent: Lend,
): Entry<D> {
  const methods = instance as Record<string, Runnable<D>['handler']>;
  const handler: Runnable<D>['handler'] = (input, context) => methods[method]?.(input, context);
  return [declaration.name, { declaration, handler, lent }];
}

function functionOf<D extends Named>(
  { declaration, handler }: FunctionTool | FunctionResource | FunctionPrompt,
  lent: Lend,
): Entry<D> {
  const run = handler as unknown as Runnable<D>['handler'];
  const runnable: Runnable<D> = {
    declaration: declaration as unknown as D,
    handler: (input, context) => run(input, lent(context)),
    lent,
  };
  return [declaration.name, runnable];
}
