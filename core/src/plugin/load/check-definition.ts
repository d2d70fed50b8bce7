import { describeError } from '../../foundation/errors.js';
import type { PluginDefinition } from '../author/define.js';
import { type Declared, promptsOf, resourcesOf, toolsOf } from '../author/metadata.js';
import { isName, NAME_FORM, quoted } from '../author/names.js';
import { optionsSchema } from '../author/options.js';
import { isSchema } from './check.js';

const CLASSES = ['groups', 'providers'] as const;
const FUNCTIONS = { tools: 'defineTool', resources: 'defineResource', prompts: 'definePrompt' } as const;
const KINDS = { tools: 'tool', resources: 'resource', prompts: 'prompt' } as const;
const DECLARED = { tools: toolsOf, resources: resourcesOf, prompts: promptsOf } as const;
type Kind = keyof typeof FUNCTIONS;

/**
 * Describes what is wrong with the argument of `definePlugin`, as the continuation of a sentence that starts with the
 * plugin. TypeScript already checks this for its authors. Declarations are checked later, when they are described.
 */
export function definitionFault(definition: PluginDefinition): string | undefined {
  try {
    return membersFault(definition) ?? listsFault(definition);
  } catch (error) {
    return `cannot be read: ${describeError(error)}`;
  }
}

function membersFault(definition: PluginDefinition): string | undefined {
  const { id, options, compact } = definition;
  if (!isName(id)) return `needs an \`id\` of ${NAME_FORM} in its definePlugin({ … })`;
  if (options !== undefined && !isOptions(options))
    return 'has `options` that are neither a zod schema nor a class created with pluginOptions(…)';
  for (const hook of ['onInit', 'onDispose'] as const) {
    const given: unknown = definition[hook];
    if (given !== undefined && typeof given !== 'function')
      return `has an \`${hook}\` that is not a function`;
  }
  return compact === undefined || typeof compact === 'boolean'
    ? undefined
    : 'has a `compact` that is neither true nor false';
}

function isOptions(options: unknown): boolean {
  const isThing = (typeof options === 'object' && options !== null) || typeof options === 'function';
  return isThing && isSchema(optionsSchema(options as PluginDefinition['options']));
}

function listsFault(definition: PluginDefinition): string | undefined {
  for (const list of CLASSES) {
    const items: unknown = definition[list];
    if (!Array.isArray(items)) return `has \`${list}\` that is not a list`;
    if (!items.every(isClass)) return `has an entry in \`${list}\` that is not a class`;
  }
  const kinds = Object.keys(FUNCTIONS) as Kind[];
  for (const kind of kinds) {
    const fault = functionsFault(definition, kind) ?? methodsFault(definition, kind);
    if (fault !== undefined) return fault;
  }
  return skillsFault(definition.skills);
}

function skillsFault(skills: unknown = []): string | undefined {
  if (!Array.isArray(skills)) return 'has `skills` that is not a list';
  const isPlaced = (skill: { folder?: { protocol?: unknown } } | null) => skill?.folder?.protocol === 'file:';
  if (skills.every(isPlaced)) return undefined;
  return 'has an entry in `skills` whose `folder` is not a file: URL of a folder';
}

/** The function form. Plugins written before resources and prompts existed have no lists of these. */
function functionsFault(definition: PluginDefinition, kind: Kind): string | undefined {
  const items: unknown = definition[kind] ?? (kind === 'tools' ? undefined : []);
  if (definition[kind] === null || !Array.isArray(items)) return `has \`${kind}\` that is not a list`;
  for (const item of items) {
    const { declaration, handler } = (item ?? {}) as { declaration?: { name?: unknown }; handler?: unknown };
    if (typeof declaration !== 'object' || declaration === null)
      return `has an entry in \`${kind}\` that was not created with ${FUNCTIONS[kind]}({ … })`;
    if (typeof handler !== 'function')
      return `has the ${KINDS[kind]} ${quoted(declaration.name)}, but its \`handler\` must be a function`;
  }
  return undefined;
}

/** The class form. A decorator that is called by hand may name a method that does not exist. */
function methodsFault({ groups }: PluginDefinition, kind: Kind): string | undefined {
  for (const target of groups) {
    const methods = target.prototype as Record<string, unknown>;
    const declared: readonly Declared<{ name?: unknown }>[] = DECLARED[kind](target);
    const lost = declared.find(({ method }) => typeof methods[method] !== 'function');
    if (lost !== undefined)
      return `declares the ${KINDS[kind]} ${quoted(lost.declaration?.name)}, but ${target.name} has no method ${quoted(lost.method)}`;
  }
  return undefined;
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && typeof value.prototype === 'object' && value.prototype !== null;
}
