import type { ToolContext } from '../author/context.js';
import type { ToolDeclaration } from '../author/declaration.js';
import type { FunctionPrompt, FunctionResource, FunctionTool, PluginDefinition } from '../author/define.js';
import { type Constructor, type Declared, promptsOf, resourcesOf, toolsOf } from '../author/metadata.js';
import type { PromptDeclaration } from '../author/prompt.js';
import type { ResourceDeclaration } from '../author/resource.js';
import type { PluginServices } from '../author/services.js';
import type { LookContext } from '../task/define-task.js';

/** What a function receives from the plugin. */
type Lent = Omit<PluginServices, 'log'>;

/** Something callable: its declaration with the schemas, and its handler bound to its instance. */
export interface Runnable<Declaration> {
  declaration: Declaration;
  handler: (input: object, context: ToolContext) => unknown;
  /** For parts of the declaration that are not methods: completers. */
  services: Lent;
}
export interface RunnableTool extends Runnable<ToolDeclaration> {
  /** One check of a call that continues as a task, with the services of the plugin. */
  look: (state: object, context: ToolContext & Pick<LookContext, 'begunAt'>) => unknown;
}

/** Everything that a plugin declares, by name. */
export interface Runnables {
  tools: ReadonlyMap<string, RunnableTool>;
  resources: ReadonlyMap<string, Runnable<ResourceDeclaration>>;
  prompts: ReadonlyMap<string, Runnable<PromptDeclaration>>;
}

type Entry<Declaration> = [string, Runnable<Declaration>];
type Named = { name: string };

/**
 * The methods of a plugin's classes, bound to their instances, and its functions with the services that they receive.
 */
export function handlersOf(definition: PluginDefinition, services: PluginServices): Runnables {
  const { groups, tools, resources, prompts } = definition;
  const { log: _, ...given } = services;
  const instances = new Map(groups.map((group) => [group, services.get(group)]));
  const all = <D extends Named>(
    declaredIn: (group: Constructor) => readonly Declared<D>[],
    functions: readonly (FunctionTool | FunctionResource | FunctionPrompt)[] = [],
  ): Map<string, Runnable<D>> =>
    new Map([
      ...groups.flatMap((group) =>
        declaredIn(group).map((each) => method(instances.get(group), each, given)),
      ),
      ...functions.map((each) => functionOf<D>(each, given)),
    ]);
  return {
    tools: looking(all(toolsOf, tools), services),
    resources: all(resourcesOf, resources),
    prompts: all(promptsOf, prompts),
  };
}

function looking(
  tools: ReadonlyMap<string, Runnable<ToolDeclaration>>,
  { log: _, ...services }: PluginServices,
): ReadonlyMap<string, RunnableTool> {
  return new Map(
    [...tools].map(([name, tool]) => {
      const { task } = tool.declaration;
      const look: RunnableTool['look'] = (state, context) =>
        task?.look(state as never, { ...services, ...context } as never);
      return [name, { ...tool, look }];
    }),
  );
}

function method<D extends Named>(
  instance: object | undefined,
  { method, declaration }: Declared<D>,
  services: Lent,
): Entry<D> {
  const methods = instance as Record<string, Runnable<D>['handler']>;
  const handler: Runnable<D>['handler'] = (input, context) => methods[method]?.(input, context);
  return [declaration.name, { declaration, handler, services }];
}

function functionOf<D extends Named>(
  { declaration, handler }: FunctionTool | FunctionResource | FunctionPrompt,
  services: Lent,
): Entry<D> {
  const run = handler as unknown as Runnable<D>['handler'];
  return [
    declaration.name,
    {
      declaration: declaration as unknown as D,
      handler: (input, context) => run(input, { ...services, ...context } as typeof context),
      services,
    },
  ];
}
