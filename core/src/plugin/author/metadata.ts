import type { GroupManifest } from '../manifest/manifest.js';
import type { ToolDeclaration } from './declaration.js';
import type { PromptDeclaration } from './prompt.js';
import type { ResourceDeclaration } from './resource.js';

/** A class that can be constructed with injected services. */
// biome-ignore lint/suspicious/noExplicitAny: constructor parameters are known to the decorators' metadata only
export type Constructor<T = object> = new (...parameters: any[]) => T;

export interface ToolGroupOptions {
  /** The name that enables or disables the whole group. */
  name: string;
  /** The title for people. */
  title: string;
  /** One sentence for the model: what these tools are for. */
  instructions?: string;
}

/** A decorated method: its declaration and its name. */
export interface Declared<Declaration> {
  method: string;
  declaration: Declaration;
}

// `Symbol.for`, so that a plugin's own copy of core and the host's agree.
export const TOOLS = Symbol.for('kestra-mcp.tools');
export const RESOURCES = Symbol.for('kestra-mcp.resources');
export const PROMPTS = Symbol.for('kestra-mcp.prompts');
export const GROUP = Symbol.for('kestra-mcp.group');
export const PARAMETERS = Symbol.for('kestra-mcp.parameters');

/** What the decorators store on a class and its prototype. */
export type Marked = {
  [TOOLS]?: Declared<ToolDeclaration>[];
  [RESOURCES]?: Declared<ResourceDeclaration>[];
  [PROMPTS]?: Declared<PromptDeclaration>[];
  [GROUP]?: ToolGroupOptions;
  [PARAMETERS]?: readonly Constructor[];
};

/** The options of `@ToolGroup` on a class; undefined if it is not decorated. */
export function groupOf(target: Constructor): ToolGroupOptions | undefined {
  return (target as Marked)[GROUP];
}

/** The tools of a group class, in the order of declaration. */
export function toolsOf(target: Constructor): readonly Declared<ToolDeclaration>[] {
  return (target.prototype as Marked)[TOOLS] ?? [];
}

/** The resources of a group class. */
export function resourcesOf(target: Constructor): readonly Declared<ResourceDeclaration>[] {
  return (target.prototype as Marked)[RESOURCES] ?? [];
}

/** The prompts of a group class. */
export function promptsOf(target: Constructor): readonly Declared<PromptDeclaration>[] {
  return (target.prototype as Marked)[PROMPTS] ?? [];
}

/** The types of a class's constructor parameters; undefined if it is not decorated. */
export function parametersOf(target: Constructor): readonly Constructor[] | undefined {
  return (target as Marked)[PARAMETERS];
}

/** Each group once, with its first description. */
export function groupsOf(groups: readonly (ToolGroupOptions | undefined)[]): GroupManifest[] {
  const byName = new Map<string, GroupManifest>();
  for (const group of groups) {
    if (!group || byName.has(group.name)) continue;
    const { name, title, instructions } = group;
    byName.set(name, { name, title, ...(instructions && { instructions }) });
  }
  return [...byName.values()];
}
