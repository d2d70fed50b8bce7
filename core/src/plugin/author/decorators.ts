import 'reflect-metadata';
import type * as z from 'zod';
import { PluginError } from '../../foundation/errors.js';
import type {
  ActionInput,
  Actions,
  MultiActionTool,
  Result,
  SingleTool,
  ToolDeclaration,
  ToolHandler,
} from './declaration.js';
import {
  type Constructor,
  GROUP,
  type Marked,
  PARAMETERS,
  PROMPTS,
  RESOURCES,
  TOOLS,
  type ToolGroupOptions,
} from './metadata.js';
import type { PromptDeclaration, PromptHandler } from './prompt.js';
import type { ResourceDeclaration, ResourceHandler, ResourceInput } from './resource.js';

/**
 * A method must accept everything that the schema returns. By itself, TypeScript checks method parameters bivariantly.
 */
type Fits<Given, Handler> = Handler extends (input: infer Taken, ...rest: never[]) => unknown
  ? [Given] extends [Taken]
    ? unknown
    : { 'the method does not accept the output type of the input schema': Given }
  : unknown;

type MethodDecorator<Given, Handler> = <H extends Handler>(
  target: object,
  method: string,
  descriptor: TypedPropertyDescriptor<H> & Fits<Given, H>,
) => void;
type ToolDecorator<Given, Returned> = MethodDecorator<Given, ToolHandler<Given, Returned>>;

/**
 * Declares a method as a tool. Its argument is inferred from `input` (by action, for a tool with `actions`), and its
 * return value must match `output`. Both are checked at compile time.
 */
export function Tool<I extends z.ZodObject, O extends z.ZodType>(
  declaration: SingleTool<I, O>,
): ToolDecorator<z.output<I>, Result<O>>;
export function Tool<I extends z.ZodObject, O extends z.ZodType, const A extends Actions<I>>(
  declaration: MultiActionTool<I, O, A>,
): ToolDecorator<ActionInput<I, A>, Result<O>>;
export function Tool(declaration: object) {
  return marker(TOOLS, declaration as ToolDeclaration);
}

/**
 * Declares a method as a resource. Its argument is inferred from the braces in the URI. It returns text, bytes, or an
 * object that is sent as JSON.
 */
export function Resource<const Uri extends string>(
  declaration: ResourceDeclaration<Uri>,
): MethodDecorator<ResourceInput<Uri>, ResourceHandler<ResourceInput<Uri>>> {
  return marker(RESOURCES, declaration);
}

/** Declares a method as a prompt. Its argument is inferred from `input`. It returns a text or messages. */
export function Prompt<I extends z.ZodObject = z.ZodObject<Record<never, never>>>(
  declaration: PromptDeclaration<I>,
): MethodDecorator<z.output<I>, PromptHandler<z.output<I>>> {
  return marker(PROMPTS, declaration as unknown as PromptDeclaration);
}

/** Stores a declaration on the class. Subclasses inherit those of the parent. */
function marker<Key extends typeof TOOLS | typeof RESOURCES | typeof PROMPTS>(
  key: Key,
  declaration: NonNullable<Marked[Key]>[number]['declaration'],
) {
  return (target: object, method: string): void => {
    const prototype = target as Record<Key, object[] | undefined>;
    if (!Object.hasOwn(prototype, key)) prototype[key] = [...(prototype[key] ?? [])];
    prototype[key]?.push({ method, declaration });
  };
}

/**
 * Declares a class as a group of tools, resources and prompts. Its constructor can take the `KestraClient`, the
 * `PluginLog`, the plugin's options and its providers.
 */
export function ToolGroup(options: ToolGroupOptions) {
  return (target: Constructor): void => {
    (target as Marked)[GROUP] = options;
    Injectable()(target);
  };
}

/** Declares a class as a service that constructors of the same plugin can take. */
export function Injectable() {
  return (target: Constructor): void => {
    const parameters: unknown[] = Reflect.getMetadata('design:paramtypes', target) ?? [];
    parameters.forEach((type, index) => {
      if (typeof type === 'function' && type !== Object && type !== Function) return;
      throw new PluginError(
        `${target.name}: the type of constructor parameter ${index + 1} is unknown at run time.`,
        {
          hint: 'Import its class with `import { … }` instead of `import type`, and declare it before you use it.',
        },
      );
    });
    (target as Marked)[PARAMETERS] = parameters as Constructor[];
  };
}
