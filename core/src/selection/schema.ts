import type { FixedParameters } from '../config/config.js';
import { namedActions, withoutOthers, withUsesOf } from '../plugin/manifest/action-texts.js';
import type { ActionManifest, JsonSchema, PromptManifest } from '../plugin/manifest/manifest.js';
import type { ConfirmRules } from './confirm.js';
import { mayEcho, withEchoAnswer, withEchoArgument } from './echo.js';
import { allowedNamespaces, fixedValues } from './fixed.js';
import type { SelectedTool } from './selection.js';

/** What a client sees of a tool: nothing that is disabled, and nothing that the configuration fixes. */
export interface ShownTool {
  description: string;
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
}

/** The client that a list is made for. */
export interface Listing {
  confirm?: ConfirmRules | undefined;
  /** The client can ask its user, so less is asked of the model. */
  canAsk?: boolean;
}

/** The texts and the input schema of the enabled part of a tool. */
export function narrowedTool(
  selected: SelectedTool,
  fixed: FixedParameters = {},
  { confirm, canAsk }: Listing = {},
): ShownTool {
  const { description, actions, outputSchema } = selected.tool.manifest;
  const all = namedActions(actions);
  const inputSchema = narrowedSchema(selected, fixed);
  const echoes = mayEcho(selected, confirm, canAsk);
  return {
    description: withoutOthers(description, all, without(all, offOf(selected))),
    inputSchema: echoes ? withEchoArgument(inputSchema) : inputSchema,
    outputSchema: echoes ? withEchoAnswer(outputSchema) : outputSchema,
  };
}

/**
 * The input schema without disabled actions, the arguments that only these used, and fixed values. An argument that
 * every remaining action requires becomes required.
 */
export function narrowedSchema(selected: SelectedTool, fixed: FixedParameters = {}): JsonSchema {
  const { inputSchema: schema, actions = [] } = selected.tool.manifest;
  const off = offOf(selected);
  const values = fixedValues(fixed);
  const all = namedActions(actions);
  const left = without(all, off);
  const properties = withUsesOf((schema.properties ?? {}) as Record<string, JsonSchema>, all, left);
  for (const name of [...useless(actions, off), ...Object.keys(values)]) delete properties[name];
  narrowActions(properties, off);
  narrowNamespace(properties, fixed);
  const { required = [], ...rest } = schema;
  const needed = new Set([...(required as string[]), ...neededBy(left, properties)]);
  const names = Object.keys(properties).filter((name) => needed.has(name));
  return { ...rest, properties, ...(names.length > 0 && { required: names }) };
}

/** If the default action is disabled, `action` becomes required. */
function neededBy(left: readonly ActionManifest[], properties: Record<string, JsonSchema>): string[] {
  const [first, ...others] = left.map(({ requires = [] }) => requires);
  const common = (first ?? []).filter((name) => others.every((requires) => requires.includes(name)));
  const isChosen = left.length > 0 && properties.action?.default === undefined;
  return [...common, ...(isChosen ? ['action'] : [])];
}

function offOf({ actions }: SelectedTool): Set<string> {
  return new Set(actions.filter(({ enabled }) => !enabled).map(({ name }) => name));
}

function without(actions: readonly ActionManifest[], off: ReadonlySet<string>): ActionManifest[] {
  return actions.filter(({ name }) => !off.has(name));
}

/** The arguments of a prompt without those that the configuration fixes. */
export function narrowedArguments({ arguments: all }: PromptManifest, fixed: FixedParameters) {
  const values = fixedValues(fixed);
  return all
    .filter(({ name }) => !Object.hasOwn(values, name))
    .map((argument) =>
      argument.name === 'namespace' && fixed.namespaces
        ? { ...argument, description: `Namespace: ${allowedNamespaces(fixed.namespaces)}` }
        : argument,
    );
}

function narrowActions(properties: Record<string, JsonSchema>, off: ReadonlySet<string>): void {
  const { action } = properties;
  if (!Array.isArray(action?.enum)) return;
  const left = action.enum.filter((name) => !off.has(name));
  const { default: standard, ...rest } = action;
  properties.action = { ...rest, enum: left, ...(left.includes(standard) && { default: standard }) };
}

/** The description tells the model, and the client to Kestra enforces it. */
function narrowNamespace(properties: Record<string, JsonSchema>, { namespaces }: FixedParameters): void {
  const { namespace } = properties;
  if (namespace === undefined || namespaces === undefined) return;
  properties.namespace = { ...namespace, description: `Namespace: ${allowedNamespaces(namespaces)}` };
}

function useless(actions: readonly ActionManifest[], off: ReadonlySet<string>): Set<string> {
  const uses = (wanted: boolean) =>
    actions
      .filter(({ name }) => off.has(name) === wanted)
      .flatMap(({ name, switch: isSwitch, requires = [], accepts = [] }) => [
        ...(isSwitch ? [name] : []),
        ...requires,
        ...accepts,
      ]);
  const needed = new Set(uses(false));
  return new Set(uses(true).filter((name) => !needed.has(name)));
}
