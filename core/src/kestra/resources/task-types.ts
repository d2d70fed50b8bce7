/** A type that flows can use, from the list of plugins. */
export interface TaskType {
  /** The class name, used as `type:` of a task or trigger. */
  type: string;
  /** The kind from the list of plugins: `task`, `trigger`, `condition`, `taskRunner`, `chart`, … */
  kind: string;
  title?: string;
  description?: string;
  deprecated?: true;
  /** The plugin that provides it. */
  plugin?: string;
}

/** All types of an instance. */
export interface TypeCatalogue {
  types: readonly TaskType[];
  /** Old names that Kestra still accepts for some types. */
  aliases: readonly string[];
}

/** A plugin in Kestra's list. It has lists of types by kind, and lists of other names. */
export type PluginRow = Readonly<Record<string, unknown>>;

const CLASS = /^[a-z]\w*(\.\w+)+$/;
/** Lists in a row that do not contain types. */
const OTHER_LISTS: ReadonlySet<string> = new Set(['aliases', 'guides', 'categories', 'subgroups']);
/** Longest title or description to keep. Search and results use less. */
const LONGEST = 600;

/** The types of these plugins, without duplicates, sorted by name. */
export function catalogueOf(rows: readonly PluginRow[]): TypeCatalogue {
  const found = new Map<string, TaskType>();
  const aliases = new Set<string>();
  for (const row of rows) {
    for (const alias of listOf(row.aliases)) if (isClass(alias)) aliases.add(alias);
    for (const type of typesOf(row)) if (!found.has(type.type)) found.set(type.type, type);
  }
  for (const type of found.keys()) aliases.delete(type);
  const types = [...found.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
  return { types, aliases: [...aliases].sort() };
}

function typesOf(row: PluginRow): TaskType[] {
  const plugin = text(row.title) ?? text(row.name);
  return Object.entries(row).flatMap(([list, elements]) => {
    if (OTHER_LISTS.has(list)) return [];
    return listOf(elements).flatMap((element) => typeOf(element, kindOf(list), plugin) ?? []);
  });
}

/** Older versions list only names. */
function typeOf(element: unknown, kind: string, plugin: string | undefined): TaskType | undefined {
  const { cls, title, description, deprecated } = (
    typeof element === 'string' ? { cls: element } : (element ?? {})
  ) as Record<string, unknown>;
  if (!isClass(cls)) return undefined;
  const told = { title: text(title), description: text(description), plugin };
  const known = Object.entries(told).filter(([, value]) => value !== undefined);
  return { type: cls, kind, ...Object.fromEntries(known), ...(deprecated === true && { deprecated }) };
}

/** `tasks` contains the kind `task`, `dataFiltersKPI` the kind `dataFilterKPI`. */
const kindOf = (list: string) => list.replace(/s(?=KPI$|$)/, '');

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isClass = (value: unknown): value is string => typeof value === 'string' && CLASS.test(value);

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST) : undefined;
}
