import type { ActionManifest, JsonSchema, ToolManifest } from '../../plugin/manifest/manifest.js';

type Arguments = Record<string, unknown>;

/** Names that related tools and other servers use for the same argument. */
const SISTERS: readonly (readonly string[])[] = [
  ['execution_id', 'execution_ids', 'ids'],
  ['query', 'q'],
  ['start_date', 'start'],
  ['end_date', 'end'],
  ['state', 'status'],
];

/** `flowId`, `flow-id` and `flow_id` are the same name, and Python's `id_` is `id`. */
const plain = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .replace(/_$/, '')
    .toLowerCase();

const MEANINGS = new Map(
  SISTERS.flatMap((sisters) => sisters.map((name) => [plain(name), sisters.map(plain)])),
);

/** The known names that a name can mean. A different spelling of the same name comes before a synonym. */
export function meantBy(name: string, known: readonly string[]): string[] {
  // Longer than any of our names. Input of any size must cost nothing.
  if (name.length > 100) return [];
  const wanted = plain(name);
  const same = known.filter((candidate) => plain(candidate) === wanted);
  const sisters = MEANINGS.get(wanted);
  if (same.length > 0 || sisters === undefined) return same;
  return known.filter((candidate) => sisters.includes(plain(candidate)));
}

/**
 * Renames arguments to the tool's own names. A name is replaced only if it can mean exactly one argument that is not
 * given under another name. Renaming never chooses an action, and never uses a name that `listed` does not show.
 */
export function renamed(
  given: Arguments,
  { inputSchema, actions = [] }: ToolManifest,
  listed: () => JsonSchema = () => inputSchema,
): Arguments {
  const properties = (inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(properties, name));
  if (unknown.length === 0 || unknown.length > 20) return given;
  const known = Object.keys(listed().properties ?? {}).filter((name) => !choosesAction(name, actions));
  const wanted = new Map(unknown.map((name) => [name, meantBy(name, known)]));
  const entries = Object.entries(given).map(([name, value]) => {
    const [meant, ...more] = wanted.get(name) ?? [];
    const rivals = [...wanted.values()].filter((names) => meant !== undefined && names.includes(meant));
    if (meant === undefined || more.length > 0 || rivals.length > 1) return [name, value] as const;
    if (Object.hasOwn(given, meant)) return [name, value] as const;
    const type = properties[meant]?.type;
    if (type === 'array' || !Array.isArray(value)) return [meant, value] as const;
    // A list with one value can become that value. A longer list cannot.
    return value.length === 1 && type === 'string' ? ([meant, value[0]] as const) : ([name, value] as const);
  });
  return Object.fromEntries(entries);
}

function choosesAction(name: string, actions: readonly ActionManifest[]): boolean {
  if (actions.length === 0) return false;
  return name === 'action' || actions.some((action) => action.switch === true && action.name === name);
}
