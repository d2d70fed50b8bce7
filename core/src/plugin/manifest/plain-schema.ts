import type { JsonSchema } from './manifest.js';

/** The keywords that every client accepts. Some clients reject the whole list of tools because of one other keyword. */
const WORDS = new Set([
  ...['type', 'description', 'enum', 'items', 'properties', 'required', 'default', 'minimum', 'maximum'],
  'additionalProperties',
]);
/** Keywords that define the value instead of only checking it. Removing them would change the schema. */
const SHAPES = ['anyOf', 'oneOf', 'allOf', 'not', '$ref', 'prefixItems', 'patternProperties', 'if'];

const SCALARS: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

/**
 * Rewrites the schema of arguments with keywords that every client accepts, as far as the meaning stays the same. Other
 * checks, such as patterns and maximum lengths, are left to the call, which performs them and reports what is wrong.
 */
export function plainSchema(schema: JsonSchema): JsonSchema {
  const definitions = (schema.$defs ?? {}) as Record<string, JsonSchema>;
  const result = plain(schema, { definitions, within: [] });
  // A recursive schema needs its references.
  return JSON.stringify(result).includes('"$ref"') ? { ...result, $defs: definitions } : result;
}

/** Where a schema uses more than every client accepts, in words. Empty for a plain schema. */
export function notPlain(schema: JsonSchema, path = ''): string[] {
  const at = path === '' ? 'the root' : `"${path}"`;
  const own = Object.keys(schema).filter((word) => !WORDS.has(word));
  const below = (member: unknown, name: string) =>
    isObject(member) ? notPlain(member, path === '' ? name : `${path}.${name}`) : [];
  return [
    ...own.map((word) => `${at} has "${word}"`),
    ...(own.length === 0 && typeof schema.type !== 'string' ? [`${at} ${untyped(schema)}`] : []),
    ...(schema.type === 'array' && own.length === 0 && !isObject(schema.items)
      ? [`${at} has no "items"`]
      : []),
    ...Object.entries((schema.properties ?? {}) as object).flatMap(([name, member]) => below(member, name)),
    ...below(schema.items, '[]'),
    ...below(schema.additionalProperties, '*'),
  ];
}

function untyped({ type }: JsonSchema): string {
  return Array.isArray(type) ? 'has several types' : 'allows any value';
}

interface Place {
  definitions: Record<string, JsonSchema>;
  /** References on the way here. Following one again would never end. */
  within: string[];
}

function plain(given: JsonSchema, place: Place): JsonSchema {
  const { schema, at } = resolved(given, place);
  const one = withBounds(withoutUnion(withoutUnion(schema, 'anyOf', at), 'oneOf', at));
  const entries = Object.entries(withType(one)).flatMap(([word, member]) => {
    const isKept = (WORDS.has(word) && !(word === 'default' && member === null)) || SHAPES.includes(word);
    return isKept ? [[word, memberOf(word, member, at)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function memberOf(word: string, member: unknown, place: Place): unknown {
  if (word === 'additionalProperties' && isObject(member) && Object.keys(member).length === 0) return true;
  if (word === 'enum' || word === 'default') return member;
  if (word === 'properties' && isObject(member))
    return Object.fromEntries(
      Object.entries(member).map(([name, each]) => [name, isObject(each) ? plain(each, place) : each]),
    );
  if (Array.isArray(member)) return member.map((each) => (isObject(each) ? plain(each, place) : each));
  return isObject(member) ? plain(member, place) : member;
}

/** Replaces a reference by its target. A reference to itself stays. */
function resolved(schema: JsonSchema, place: Place): { schema: JsonSchema; at: Place } {
  const { $ref, ...own } = schema;
  const [, name = ''] = /^#\/\$defs\/(.+)$/.exec(String($ref)) ?? [];
  const meant = Object.hasOwn(place.definitions, name) ? place.definitions[name] : undefined;
  if (meant === undefined || place.within.includes(name)) return { schema, at: place };
  return resolved({ ...meant, ...own }, { ...place, within: [...place.within, name] });
}

/** A choice: without null, which means "left out", often only one remains, and several lists of values become one. */
function withoutUnion(schema: JsonSchema, word: 'anyOf' | 'oneOf', place: Place): JsonSchema {
  const { [word]: union, ...own } = schema;
  if (!Array.isArray(union) || !union.every(isObject)) return schema;
  const choices = union
    .map((each) => plain(each, place))
    .filter(
      ({ type, enum: values }) => type !== 'null' && !(values as unknown[])?.every((value) => value === null),
    );
  const [first, ...others] = choices;
  if (first === undefined) return schema;
  if (others.length === 0) return { ...first, ...own };
  const types = new Set(choices.map(({ type }) => type));
  const isList = types.size === 1 && choices.every(({ enum: values }) => Array.isArray(values));
  if (isList) return { type: first.type, enum: choices.flatMap((each) => each.enum as unknown[]), ...own };
  if (types.size === 1 && SCALARS.includes(first.type)) return { type: first.type, ...own };
  return { [word]: choices, ...own };
}

/** The only type that is not null, also for a constant and for values without a type. */
function withType({ const: only, ...schema }: JsonSchema): JsonSchema {
  const values = (schema.enum as unknown[] | undefined) ?? (only === undefined ? undefined : [only]);
  const left = values?.filter((value) => value !== null);
  const list = values === undefined ? {} : { enum: left };
  if (Array.isArray(schema.type)) {
    const [type, ...more] = schema.type.filter((each) => each !== 'null');
    return more.length === 0 && type !== undefined ? { ...schema, type, ...list } : schema;
  }
  const types = new Set(left?.map((value) => typeof value));
  const type = schema.type ?? (types.size === 1 ? [...types][0] : undefined);
  return { ...(type !== undefined && { type }), ...schema, ...list };
}

/** Whole numbers above 0 are numbers from 1. */
function withBounds(schema: JsonSchema): JsonSchema {
  const { exclusiveMinimum: above, exclusiveMaximum: below, ...rest } = schema;
  if (rest.type !== 'integer') return schema;
  const least = [rest.minimum, typeof above === 'number' ? Math.floor(above) + 1 : undefined];
  const most = [rest.maximum, typeof below === 'number' ? Math.ceil(below) - 1 : undefined];
  const numbers = (bounds: unknown[]) => bounds.filter((bound) => typeof bound === 'number');
  return {
    ...rest,
    ...(numbers(least).length > 0 && { minimum: Math.max(...numbers(least)) }),
    ...(numbers(most).length > 0 && { maximum: Math.min(...numbers(most)) }),
  };
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
