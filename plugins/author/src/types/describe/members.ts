import {
  alternativesOf,
  type Documented,
  isSpent,
  type Node,
  nodeOf,
  propertiesOf,
  resolve,
  textOf,
} from './schema-node.js';

const DEEPEST = 3;

/** The nodes with properties that a node is or may be. For an array these are its items, for a map its values. */
export function objectsIn(given: Node, documentation: Documented, depth = 0): Node[] {
  const node = resolve(given, documentation);
  if (Object.keys(propertiesOf(node)).length > 0) return [node];
  if (depth >= DEEPEST || isSpent(documentation)) return [];
  const parts = [node.items, node.additionalProperties].filter((part) => part !== undefined).map(nodeOf);
  return [...alternativesOf(node), ...parts].flatMap((part) => objectsIn(part, documentation, depth + 1));
}

/** The names of a node's members. */
export function membersOf(node: Node, documentation: Documented): string[] {
  return [...new Set(objectsIn(node, documentation).flatMap((one) => Object.keys(propertiesOf(one))))];
}

/** What identifies an alternative: the constant value of one of its properties, or its name. */
export function alternativeName(
  node: Node & { name?: string },
  documentation: Documented,
): string | undefined {
  const constants = Object.values(propertiesOf(node)).map((property) => {
    const { const: only, enum: values } = resolve(property, documentation);
    return only ?? (Array.isArray(values) && values.length === 1 ? values[0] : undefined);
  });
  return textOf(constants.find((value) => typeof value === 'string')) ?? node.name ?? textOf(node.title);
}

/** The node at a path such as `options.auth` or `retry.interval`; undefined where there is none. */
export function nodeAt(root: Node, path: readonly string[], documentation: Documented): Node | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return root;
  for (const object of objectsIn(root, documentation)) {
    const properties = propertiesOf(object);
    const next = Object.hasOwn(properties, first) ? properties[first] : undefined;
    const isMeant = next === undefined && alternativeName(object, documentation) === first;
    const found = next ?? (isMeant ? object : undefined);
    const end = found && nodeAt(found, rest, documentation);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** Splits `options.auth`, `tasks[0].id` or `tasks[].id` into names. Indexes are dropped. */
export function pathOf(property: string): string[] {
  return property
    .replace(/\[[^\]]*\]/g, '')
    .split(/[./]/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '*' && !/^\d+$/.test(name));
}
