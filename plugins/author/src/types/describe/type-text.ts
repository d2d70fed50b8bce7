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

const DEEPEST = 2;
const MOST_VALUES = 40;
const MOST_ALTERNATIVES = 6;

/** The type of a node in a few words: `string | array of string`, `integer (min 0)`, `HttpConfiguration`. */
export function typeText(given: Node, documentation: Documented, depth = 0): string {
  const node = resolve(given, documentation);
  const inner = (part: Node) =>
    depth < DEEPEST && !isSpent(documentation) ? typeText(part, documentation, depth + 1) : 'any';
  const alternatives = alternativesOf(node);
  if (alternatives.length > 0) {
    const texts = [...new Set(alternatives.map(inner))].filter((text) => text !== 'any');
    const [shown, left] = [texts.slice(0, MOST_ALTERNATIVES), texts.length - MOST_ALTERNATIVES];
    return shown.length === 0 ? 'any' : shown.join(' | ') + (left > 0 ? ` | ${left} more` : '');
  }
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (Array.isArray(node.type)) return node.type.join(' | ');
  return plainText(node, inner);
}

function plainText(node: Node & { name?: string }, inner: (part: Node) => string): string {
  const { type, name } = node;
  if (type === 'array') {
    const items = inner(nodeOf(node.items));
    return items === 'any' ? 'array' : `array of ${items.includes(' | ') ? `(${items})` : items}`;
  }
  if (type === 'object' || (type === undefined && node.properties !== undefined)) {
    if (Object.keys(propertiesOf(node)).length > 0) return name ?? 'object';
    const values = inner(nodeOf(node.additionalProperties));
    return values === 'any' ? (name ?? 'map') : `map of ${values}`;
  }
  return textOf(type) === undefined ? (name ?? 'any') : `${String(type)}${limits(node)}`;
}

function limits({ format, minimum, maximum, exclusiveMinimum }: Node): string {
  const said = [
    textOf(format),
    ...Object.entries({ min: minimum, max: maximum, above: exclusiveMinimum }).map(([word, value]) =>
      typeof value === 'number' ? `${word} ${value}` : undefined,
    ),
  ].filter((text) => text !== undefined);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

/** The allowed values of a node, of the items of its array, or of its alternatives. */
export function valuesOf(given: Node, documentation: Documented, depth = 0): unknown[] {
  const node = resolve(given, documentation);
  const own = Array.isArray(node.enum) ? node.enum : [];
  if (depth >= DEEPEST || isSpent(documentation)) return own.slice(0, MOST_VALUES);
  const parts = [...alternativesOf(node), ...(node.items === undefined ? [] : [nodeOf(node.items)])];
  const inner = parts.flatMap((part) => valuesOf(part, documentation, depth + 1));
  return [...new Set([...own, ...inner])].slice(0, MOST_VALUES);
}
