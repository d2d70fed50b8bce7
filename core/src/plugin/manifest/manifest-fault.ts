import { ACTION_NAME, isName, NAME_FORM, quoted } from '../author/names.js';
import { skillFault } from '../skills/skill-fault.js';
import { appPathFault } from './app-file.js';
import { completeFault, watchFault } from './completing-fault.js';
import { API_VERSION } from './manifest.js';

/** Describes what is wrong with a manifest; undefined if a start and every client's list can rely on it. */
export function faultOf(manifest: unknown): string | undefined {
  if (!isObject(manifest)) return 'it is not an object';
  const { apiVersion, id, version, options, code } = manifest;
  if (typeof id !== 'string') return 'it has no `id`';
  if (!isName(id)) return `its \`id\` is ${quoted(id)}, but it must have ${NAME_FORM}`;
  if (apiVersion !== API_VERSION)
    return `it is for plugin API ${quoted(apiVersion)}, but this server supports ${API_VERSION}`;
  if (typeof version !== 'string') return 'it has no `version`';
  if (options !== undefined && schemaFault(options) !== undefined)
    return `its \`options\` must be the JSON Schema of an object, but it ${schemaFault(options)}`;
  if (code !== undefined && !isObject(code)) return 'its `code` is not an object';
  for (const [list, fault] of Object.entries(FAULTS)) {
    const items = manifest[list] ?? (OPTIONAL.includes(list) ? [] : undefined);
    if (!Array.isArray(items)) return `\`${list}\` is not a list`;
    for (const item of items) {
      if (!isObject(item) || typeof item.name !== 'string') return `an entry in \`${list}\` has no \`name\``;
      const wrong = isName(item.name) ? fault(item) : `needs a name of ${NAME_FORM}`;
      if (wrong !== undefined) return `${quoted(item.name)} in \`${list}\` ${wrong}`;
    }
  }
  return undefined;
}

/** Describes why a JSON Schema is not valid for arguments or results, which are objects in MCP. */
export function schemaFault(schema: unknown): string | undefined {
  if (!isObject(schema)) return 'is not a JSON Schema';
  if (schema.type !== 'object') {
    if (schema.type !== undefined) return `has the type ${quoted(schema.type)}`;
    const union = ['anyOf', 'oneOf', 'allOf'].find((keyword) => keyword in schema);
    return union ? `is a union or an intersection ("${union}")` : 'allows any value';
  }
  const { properties = {}, required = [] } = schema;
  if (!isObject(properties) || !Object.values(properties).every(isObject)) return 'has invalid `properties`';
  if (!Array.isArray(required) || !required.every((name) => typeof name === 'string'))
    return 'has an invalid `required`';
  return undefined;
}

const EFFECTS: readonly unknown[] = ['read', 'write', 'destructive'];
const OPTIONAL = ['resources', 'prompts', 'skills'];

type Item = Record<string, unknown>;
const FAULTS: Readonly<Record<string, (item: Item) => string | undefined>> = {
  groups: (item) =>
    typeof item.title === 'string'
      ? textFault(item, 'instructions')
      : 'has no `title`, or one that is not a string',
  tools: (item) => featureFault(item) ?? toolFault(item),
  resources: (item) => featureFault(item) ?? resourceFault(item),
  prompts: (item) => featureFault(item) ?? promptFault(item),
  skills: (item) => featureFault(item) ?? skillFault(item),
};

function featureFault(item: Item): string | undefined {
  const { group, description, edition, optIn } = item;
  if (typeof group !== 'string') return 'has no `group`';
  if (!isName(group)) return `has the group ${quoted(group)}, but a group name must have ${NAME_FORM}`;
  if (typeof description !== 'string') return 'has no `description`';
  if (edition !== undefined && edition !== 'EE')
    return `has the edition ${quoted(edition)}, but it can only be EE`;
  if (optIn !== undefined && optIn !== true) return 'has an `optIn` that is not true';
  return textFault(item, 'title');
}

function toolFault({ effect, inputSchema, outputSchema, actions = [], bulk, ui }: Item): string | undefined {
  if (!EFFECTS.includes(effect)) return 'has no `effect`';
  if (bulk !== undefined && bulk !== true) return 'has a `bulk` that is not true';
  const noPage = ui === undefined ? undefined : appPathFault(ui);
  if (noPage !== undefined) return noPage;
  for (const [name, schema] of Object.entries({ inputSchema, outputSchema })) {
    const fault = schemaFault(schema);
    if (fault !== undefined) return `has an \`${name}\` that is not the schema of an object: it ${fault}`;
  }
  if (!areNamed(actions)) return 'has `actions` that is not a list of names';
  for (const action of actions) {
    const { name, effect: own, requires = [], accepts = [] } = action;
    if (!ACTION_NAME.test(String(name))) return `has an action ${quoted(name)}`;
    if (!EFFECTS.includes(own)) return 'has an action without an `effect`';
    if (![requires, accepts].every(areTexts)) return `has an action ${quoted(name)} with invalid parameters`;
    const odd = textFault(action, 'does');
    if (odd !== undefined) return `has an action ${quoted(name)} that ${odd}`;
  }
  return undefined;
}

function resourceFault(item: Item): string | undefined {
  if (typeof item.uri !== 'string') return 'has no `uri`';
  if (!/^[a-z][a-z0-9+.-]*:[^\p{C}\s]*$/iu.test(item.uri)) return 'has an invalid `uri`';
  const { complete = {} } = item;
  if (!isObject(complete)) return 'has a `complete` that is not an object';
  const odd = Object.values(complete).map(completeFault).find(Boolean);
  return odd ?? watchFault(item) ?? textFault(item, 'mimeType');
}

function promptFault({ arguments: given }: Item): string | undefined {
  if (!areNamed(given)) return 'has no list of `arguments`';
  for (const argument of given) {
    const fault = textFault(argument, 'description') ?? completeFault(argument.complete);
    if (fault !== undefined) return `has the argument ${quoted(argument.name)}, which ${fault}`;
    if (typeof argument.required !== 'boolean')
      return `has the argument ${quoted(argument.name)}, which does not say whether it is \`required\``;
  }
  return undefined;
}

function textFault(item: Item, member: string): string | undefined {
  const value = item[member];
  return value === undefined || typeof value === 'string'
    ? undefined
    : `has a \`${member}\` that is not a string`;
}

function areTexts(items: unknown): boolean {
  return Array.isArray(items) && items.every((item) => typeof item === 'string');
}

function areNamed(items: unknown): items is Item[] {
  return Array.isArray(items) && items.every((item) => isObject(item) && typeof item.name === 'string');
}

function isObject(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
