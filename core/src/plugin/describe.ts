import * as z from 'zod';
import { strongest } from '../effect.js';
import { PluginError } from '../errors.js';
import { checkTool } from './check-tool.js';
import type { ToolDeclaration } from './declaration.js';
import type { PluginDefinition } from './define.js';
import {
  type ActionManifest,
  API_VERSION,
  type GroupManifest,
  type JsonSchema,
  type PluginManifest,
  type ToolManifest,
} from './manifest.js';
import { groupOf, toolsOf } from './metadata.js';

/** The manifest of a plugin, read from its decorators and schemas. */
export function describePlugin(plugin: PluginDefinition, version: string): PluginManifest {
  const groups = new Map<string, GroupManifest>();
  const tools: ToolManifest[] = [];
  for (const target of plugin.groups) {
    const group = groupOf(target);
    if (group === undefined) throw new PluginError(`${target.name} lacks the @ToolGroup decorator.`);
    if (!groups.has(group.name)) groups.set(group.name, group);
    for (const { declaration } of toolsOf(target)) {
      checkTool(declaration, group);
      tools.push(describeTool(declaration, group.name));
    }
  }
  for (const { group, declaration } of plugin.tools) {
    checkTool(declaration, group);
    if (!groups.has(group.name)) groups.set(group.name, group);
    tools.push(describeTool(declaration, group.name));
  }
  return { apiVersion: API_VERSION, id: plugin.id, version, groups: [...groups.values()], tools };
}

function describeTool(tool: ToolDeclaration, group: string): ToolManifest {
  const actions = describeActions(tool);
  return {
    name: tool.name,
    group,
    ...(tool.title && { title: tool.title }),
    description: tool.description,
    effect: tool.effect ?? strongest(actions.map(({ effect }) => effect)),
    ...(tool.edition && { edition: tool.edition }),
    inputSchema: jsonSchema(tool.input, 'input'),
    outputSchema: jsonSchema(tool.output, 'output'),
    ...(actions.length > 0 && { actions }),
  };
}

function describeActions(tool: ToolDeclaration): ActionManifest[] {
  const actions = Object.entries(tool.actions ?? {}).map(([name, { effect, requires, accepts }]) => ({
    name,
    effect,
    ...(requires && { requires: [...requires] }),
    ...(accepts && { accepts: [...accepts] }),
  }));
  const switches = Object.entries(tool.switches ?? {}).flatMap(([name, spec]) =>
    spec ? [{ name, effect: spec.effect, switch: true as const }] : [],
  );
  return [...actions, ...switches];
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return lean(rest) as JsonSchema;
}

/** Leaves out what says nothing; below `properties` the members are names of parameters, not keywords. */
function lean(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((item) => lean(item));
  if (typeof value !== 'object' || value === null) return value;
  const telling = Object.entries(value).filter(([key, member]) => names || !saysNothing(key, member));
  return Object.fromEntries(
    telling.map(([key, member]) => [key, lean(member, !names && key === 'properties')]),
  );
}

/** The bounds of a safe integer; `additionalProperties: {}`, which is the default; that names are text. */
function saysNothing(keyword: string, member: unknown): boolean {
  if (keyword === 'minimum' || keyword === 'maximum')
    return Math.abs(Number(member)) === Number.MAX_SAFE_INTEGER;
  if (keyword === 'additionalProperties') return isEmptyObject(member);
  return keyword === 'propertyNames';
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
