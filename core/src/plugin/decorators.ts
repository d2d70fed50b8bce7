import 'reflect-metadata';
import type * as z from 'zod';
import { PluginError } from '../errors.js';
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
  TOOLS,
  type ToolGroupOptions,
} from './metadata.js';

/** A method's parameter must take all that the schema gives; TypeScript alone lets methods be bivariant. */
type Fits<Given, Handler> = Handler extends (input: infer Taken, ...rest: never[]) => unknown
  ? [Given] extends [Taken]
    ? unknown
    : { 'the method does not take what the input schema gives': Given }
  : unknown;

type ToolDecorator<Given, Returned> = <H extends ToolHandler<Given, Returned>>(
  target: object,
  method: string,
  descriptor: TypedPropertyDescriptor<H> & Fits<Given, H>,
) => void;

/**
 * Declares a method as a tool. The method's argument is inferred from `input` (by action, for a tool with
 * `actions`), what it returns must fit `output`; both are checked at compile time.
 */
export function Tool<I extends z.ZodObject, O extends z.ZodType>(
  declaration: SingleTool<I, O>,
): ToolDecorator<z.output<I>, Result<O>>;
export function Tool<I extends z.ZodObject, O extends z.ZodType, const A extends Actions<I>>(
  declaration: MultiActionTool<I, O, A>,
): ToolDecorator<ActionInput<I, A>, Result<O>>;
export function Tool(declaration: object) {
  return (target: object, method: string): void => {
    const prototype = target as Marked;
    if (!Object.hasOwn(prototype, TOOLS)) prototype[TOOLS] = [...(prototype[TOOLS] ?? [])];
    prototype[TOOLS]?.push({ method, declaration: declaration as ToolDeclaration });
  };
}

/** Declares a class as a group of tools. Its constructor is given the `KestraClient` and the plugin's providers. */
export function ToolGroup(options: ToolGroupOptions) {
  return (target: Constructor): void => {
    (target as Marked)[GROUP] = options;
    Injectable()(target);
  };
}

/** Declares a class as a service that constructors of the same plugin can ask for. */
export function Injectable() {
  return (target: Constructor): void => {
    const parameters: unknown[] = Reflect.getMetadata('design:paramtypes', target) ?? [];
    parameters.forEach((type, index) => {
      if (typeof type === 'function' && type !== Object && type !== Function) return;
      throw new PluginError(
        `${target.name}: the type of constructor parameter ${index + 1} is not known at run time.`,
        {
          hint: 'Import its class with `import { … }`, not `import type`, and declare it before it is used.',
        },
      );
    });
    (target as Marked)[PARAMETERS] = parameters as Constructor[];
  };
}
