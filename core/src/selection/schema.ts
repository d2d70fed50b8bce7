import type { FixedParameters } from '../config/config.js';
import type { JsonSchema, PromptManifest } from '../plugin/manifest/manifest.js';
import { allowedNamespaces, fixedValues } from './fixed.js';
import type { SelectedTool } from './selection.js';

/** The input schema without disabled actions, the parameters that only those used, and what the configuration decides. */
export function narrowedSchema(selected: SelectedTool, fixed: FixedParameters = {}): JsonSchema {
  const { manifest } = selected.tool;
  const schema = manifest.inputSchema;
  const off = new Set(selected.actions.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const values = fixedValues(fixed);
  const properties = { ...(schema.properties as Record<string, JsonSchema>) };
  const isDecided = [...Object.keys(values), 'namespace'].some((name) => Object.hasOwn(properties, name));
  if (off.size === 0 && !(isDecided && (fixed.namespaces ?? fixed.tenant))) return schema;
  for (const name of [...useless(manifest.actions ?? [], off), ...Object.keys(values)])
    delete properties[name];
  narrowActions(properties, off);
  narrowNamespace(properties, fixed);
  const { required, ...rest } = schema;
  const left = ((required ?? []) as string[]).filter((name) => Object.hasOwn(properties, name));
  return { ...rest, properties, ...(left.length > 0 && { required: left }) };
}

/** The arguments of a prompt without those that the configuration decides. */
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

/** Told in the description, which a model follows; the client to Kestra holds it. */
function narrowNamespace(properties: Record<string, JsonSchema>, { namespaces }: FixedParameters): void {
  const { namespace } = properties;
  if (namespace === undefined || namespaces === undefined) return;
  properties.namespace = { ...namespace, description: `Namespace: ${allowedNamespaces(namespaces)}` };
}

function useless(
  actions: NonNullable<SelectedTool['tool']['manifest']['actions']>,
  off: ReadonlySet<string>,
): Set<string> {
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
