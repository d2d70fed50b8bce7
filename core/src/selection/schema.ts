import type { JsonSchema } from '../plugin/manifest.js';
import type { SelectedTool } from './selection.js';

/** The input schema with disabled actions, and the parameters that only those used, taken away. */
export function narrowedSchema({ tool: { manifest }, actions }: SelectedTool): JsonSchema {
  const schema = manifest.inputSchema;
  const off = new Set(actions.filter(({ enabled }) => !enabled).map(({ name }) => name));
  if (off.size === 0) return schema;
  const properties = { ...(schema.properties as Record<string, JsonSchema>) };
  for (const name of useless(manifest.actions ?? [], off)) delete properties[name];
  const action = properties.action;
  if (Array.isArray(action?.enum)) {
    const left = action.enum.filter((name) => !off.has(name));
    const { default: standard, ...rest } = action;
    properties.action = { ...rest, enum: left, ...(left.includes(standard) && { default: standard }) };
  }
  return { ...schema, properties };
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
