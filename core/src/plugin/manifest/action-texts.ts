import type { ActionManifest, JsonSchema } from './manifest.js';

type Properties = Readonly<Record<string, JsonSchema>>;
type Named = Pick<ActionManifest, 'name' | 'does' | 'requires' | 'accepts'>;

/** The values of the `action` parameter, without the boolean parameters that count as actions. */
export function namedActions(actions: readonly ActionManifest[] = []): ActionManifest[] {
  return actions.filter((action) => action.switch === undefined);
}

/** Appends what the actions do to a tool's description, so that disabled ones can be left out. */
export function withActions(about: string, actions: readonly Named[]): string {
  return actions.some(({ does }) => does !== undefined) ? composed(about, actions) : about;
}

function composed(about: string, actions: readonly Named[]): string {
  const end = `${clauses(actions)}.`;
  const start = about.replace(/[\s:]+$/, '');
  return /[.!?]$/.test(start) ? `${start} ${capital(end)}` : `${start}: ${end}`;
}

/** The description if only these actions are left. */
export function withoutOthers(description: string, all: readonly Named[], left: readonly Named[]): string {
  if (left.length === all.length || left.length === 0) return description;
  for (const ending of [composed('', all), composed('.', all).slice(1)])
    if (all.some(({ does }) => does !== undefined) && description.endsWith(ending))
      return composed(description.slice(0, -ending.length), left);
  const names = left.map(({ name }) => name);
  return `${description} Only ${listed(names, 'and')} ${names.length === 1 ? 'is' : 'are'} enabled.`;
}

/**
 * Adds the actions that use a parameter to its description, as in "For set: lifetime". Not if the author already names
 * an action.
 */
export function withUses(properties: Properties, actions: readonly Named[]): Record<string, JsonSchema> {
  return mapped(properties, (name, schema) => {
    const own = textOf(schema);
    const use = useOf(name, actions);
    const words = new Set(own.split(/[^\p{L}\p{N}_-]+/u));
    if (use === undefined || actions.some((action) => words.has(action.name))) return schema;
    return { ...schema, description: joined(use, own) };
  });
}

/** The parameter descriptions if only these actions are left. */
export function withUsesOf(
  properties: Properties,
  all: readonly Named[],
  left: readonly Named[],
): Record<string, JsonSchema> {
  if (left.length === all.length) return { ...properties };
  return mapped(properties, (name, schema) => {
    const before = useOf(name, all);
    const text = textOf(schema);
    if (before === undefined || (text !== before && !text.startsWith(`${before}: `))) return schema;
    const own = text.slice(before.length + 2);
    const use = useOf(name, left);
    return { ...schema, description: use === undefined ? capital(own) : joined(use, own) };
  });
}

/** Whether an action requires or accepts a parameter. */
export function uses({ requires = [], accepts = [] }: Named, parameter: string): boolean {
  return requires.includes(parameter) || accepts.includes(parameter);
}

/** The actions that a parameter is for; undefined if it is for all. */
function useOf(parameter: string, actions: readonly Named[]): string | undefined {
  const own = actions.filter((action) => uses(action, parameter)).map(({ name }) => name);
  const others = actions.filter((action) => !uses(action, parameter)).map(({ name }) => name);
  if (own.length === 0 || others.length === 0) return undefined;
  return own.length > 2 && others.length === 1 ? `For all but ${others[0]}` : `For ${listed(own, 'and')}`;
}

function clauses(actions: readonly Named[]): string {
  return listed(
    actions.map(({ name, does = name }) => does.trim().replace(/\.$/, '')),
    'or',
  );
}

/** Clauses after "or" get a comma before it, because they contain "and". Semicolons if one contains a list itself. */
function listed(items: readonly string[], word: 'and' | 'or'): string {
  const [last = '', ...others] = items.toReversed();
  if (others.length === 0) return last;
  const mark = items.some((item) => /, | or /.test(item)) ? ';' : ',';
  const isMarked = mark === ';' || (word === 'or' && others.length > 1);
  return `${others.toReversed().join(`${mark} `)}${isMarked ? mark : ''} ${word} ${last}`;
}

function joined(use: string, own: string): string {
  return own === '' ? use : `${use}: ${own}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function textOf({ description }: JsonSchema): string {
  return typeof description === 'string' ? description : '';
}

function mapped(properties: Properties, change: (name: string, schema: JsonSchema) => JsonSchema) {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, change(name, schema)]));
}
