import { strongest } from '../../foundation/effect.js';
import { describeError, PluginError } from '../../foundation/errors.js';
import type { ToolDeclaration } from '../author/declaration.js';
import type { PluginDefinition } from '../author/define.js';
import {
  groupOf,
  groupsOf,
  promptsOf,
  resourcesOf,
  type ToolGroupOptions,
  toolsOf,
} from '../author/metadata.js';
import { optionsSchema } from '../author/options.js';
import type { PromptDeclaration } from '../author/prompt.js';
import type { ResourceDeclaration } from '../author/resource.js';
import { checkPrompt, checkResource, checkRoot, checkTool, type Wrong } from '../load/check.js';
import { definitionFault } from '../load/check-definition.js';
import { describeSkill, type SkillFolder } from '../skills/describe-skill.js';
import { namedActions, withActions, withUses } from './action-texts.js';
import { plainPath } from './app-file.js';
import { describeComplete, describeWatch, valuesOf } from './completing.js';
import { namesIn } from './completing-fault.js';
import { describeActions } from './describe-actions.js';
import { jsonSchema } from './json-schema.js';
import {
  API_VERSION,
  type FeatureManifest,
  type JsonSchema,
  type PluginManifest,
  type PromptManifest,
  type ResourceManifest,
  type ToolManifest,
} from './manifest.js';
import { faultOf, schemaFault } from './manifest-fault.js';

/** A declaration and its group. */
interface Grouped<Declaration> {
  group: ToolGroupOptions | undefined;
  declaration: Declaration;
}

/**
 * Creates the manifest of a plugin from its decorators, its schemas and the folders of its skills. Throws a PluginError
 * for anything that no client could accept. `skillFolder` says where the skills are, if not where the code says.
 */
export function describePlugin(
  plugin: PluginDefinition,
  version: string,
  skillFolder?: SkillFolder,
): PluginManifest {
  const fault = definitionFault(plugin);
  if (fault !== undefined) throw new PluginError(`The plugin ${fault}.`);
  const skills = (plugin.skills ?? []).map((skill) => describeSkill(skill, skillFolder));
  const manifest = { ...manifestOf(plugin, version), ...(skills.length > 0 && { skills }) };
  const wrong = faultOf(manifest);
  if (wrong !== undefined) throw new PluginError(`Its declarations are invalid: ${wrong}.`);
  return manifest;
}

function manifestOf(plugin: PluginDefinition, version: string): PluginManifest {
  for (const target of plugin.groups) {
    if (groupOf(target) === undefined)
      throw new PluginError(`${target.name} needs the @ToolGroup decorator.`);
  }
  const tools = [
    ...plugin.groups.flatMap((target) => grouped(groupOf(target), toolsOf(target))),
    ...plugin.tools,
  ];
  const resources = [
    ...plugin.groups.flatMap((target) => grouped(groupOf(target), resourcesOf(target))),
    ...(plugin.resources ?? []),
  ];
  const prompts = [
    ...plugin.groups.flatMap((target) => grouped(groupOf(target), promptsOf(target))),
    ...(plugin.prompts ?? []),
  ];
  return {
    apiVersion: API_VERSION,
    id: plugin.id,
    version,
    ...optionsOf(plugin),
    groups: groupsOf([
      ...plugin.groups.map(groupOf),
      ...[...tools, ...resources, ...prompts, ...(plugin.skills ?? [])].map(({ group }) => group),
    ]),
    tools: tools.map(describeTool),
    resources: resources.map(describeResource),
    prompts: prompts.map(describePrompt),
  };
}

function optionsOf({ options: given }: PluginDefinition): { options?: JsonSchema } {
  const schema = optionsSchema(given);
  if (schema === undefined) return {};
  const options = jsonSchema(schema, 'options');
  if (schemaFault(options) === undefined) return { options };
  throw new PluginError(`Its options must be an object, but their schema ${schemaFault(options)}.`, {
    hint: 'Use z.strictObject({ … }).',
  });
}

function grouped<D>(
  group: ToolGroupOptions | undefined,
  declared: readonly { declaration: D }[],
): Grouped<D>[] {
  return declared.map(({ declaration }) => ({ group, declaration }));
}

function describeTool({ group, declaration: tool }: Grouped<ToolDeclaration>): ToolManifest {
  const wrong = checkTool(tool, group);
  const actions = describeActions(tool);
  const named = namedActions(actions);
  const input = rootOf(tool.input, 'input', wrong);
  const properties = (input.properties ?? {}) as Record<string, JsonSchema>;
  return {
    ...feature(tool, group),
    description: withActions(tool.description, named),
    effect: tool.effect ?? strongest(actions.map(({ effect }) => effect)),
    inputSchema: { ...input, properties: withUses(properties, named) },
    outputSchema: rootOf(tool.output, 'output', wrong),
    ...(actions.length > 0 && { actions }),
    ...(tool.ui !== undefined && { ui: plainPath(tool.ui) }),
    ...(tool.confirm?.bulk && { bulk: true as const }),
  };
}

function rootOf(schema: ToolDeclaration['output'], key: 'input' | 'output', wrong: Wrong): JsonSchema {
  let root: JsonSchema;
  try {
    root = jsonSchema(schema, key);
  } catch (error) {
    throw wrong(`has an \`${key}\` that cannot be converted to JSON Schema: ${describeError(error)}`);
  }
  checkRoot(root, key, wrong);
  return root;
}

function describeResource({ group, declaration: resource }: Grouped<ResourceDeclaration>): ResourceManifest {
  const wrong = checkResource(resource, group);
  const { uri, mimeType } = resource;
  const complete = describeComplete(resource.complete, namesIn(uri), wrong);
  return {
    ...feature(resource, group),
    uri,
    ...(mimeType && { mimeType }),
    ...(Object.keys(complete).length > 0 && { complete }),
    ...describeWatch(resource, wrong),
  };
}

function describePrompt({ group, declaration: prompt }: Grouped<PromptDeclaration>): PromptManifest {
  const wrong = checkPrompt(prompt, group);
  const schema: JsonSchema = prompt.input === undefined ? {} : rootOf(prompt.input, 'input', wrong);
  const required = new Set((schema.required ?? []) as string[]);
  const properties = (schema.properties ?? {}) as Record<string, { description?: string }>;
  const completers = describeComplete(prompt.complete, Object.keys(properties), wrong);
  return {
    ...feature(prompt, group),
    arguments: Object.entries(properties).map(([name, { description, ...more }]) => {
      const complete = completers[name] ?? valuesOf(more);
      return {
        name,
        ...(description && { description }),
        required: required.has(name),
        ...(complete !== undefined && { complete }),
      };
    }),
  };
}

type Described = Pick<ToolDeclaration, 'name' | 'title' | 'description' | 'edition' | 'optIn'>;

function feature(
  { name, title, description, edition, optIn }: Described,
  group: ToolGroupOptions | undefined,
): FeatureManifest {
  return {
    name,
    group: group?.name ?? '',
    ...(title && { title }),
    description,
    ...(edition && { edition }),
    ...(optIn && { optIn: true as const }),
  };
}
