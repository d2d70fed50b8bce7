import type { TypeDocumentation } from '@kestra-mcp/core';

/** A JSON schema, or a part of one, from Kestra's documentation. */
export type Node = Readonly<Record<string, unknown>>;

/** Schemas refer to each other and to themselves. These are the most nodes to read for one node, and for a description. */
const MOST_NODES = 60;
const MOST_NODES_IN_ALL = 4_000;
/** More than any type of Kestra has. */
const MOST_ALTERNATIVES = 16;

export function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}

export function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.map(nodeOf) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A documentation, and how many of its nodes may still be read. */
export type Documented = TypeDocumentation & { left?: { nodes: number } };

/** The same documentation, ready to be described once. */
export function toBeTold(documentation: TypeDocumentation): Documented {
  return { ...documentation, left: { nodes: MOST_NODES_IN_ALL } };
}

/** The node merged with its `$ref` and `allOf`; `name` is the name of the `$ref`. */
export function resolve(
  node: Node,
  documentation: Documented,
  left = { nodes: MOST_NODES },
): Node & { name?: string } {
  const { $ref, allOf, ...own } = node;
  const all = documentation.left;
  if (left.nodes-- <= 0 || (all !== undefined && all.nodes-- <= 0)) return own;
  const again = (part: Node) => resolve(part, documentation, left);
  const whole = nodesOf(allOf).slice(0, MOST_ALTERNATIVES).map(again).reduce(merge, {});
  if (typeof $ref !== 'string') return merge(whole, own);
  const key = $ref.split('/').pop() ?? '';
  const { definitions = {} } = documentation;
  const definition = Object.hasOwn(definitions, key) ? definitions[key] : undefined;
  return { ...merge(again(nodeOf(definition)), merge(whole, own)), name: shortName(key) };
}

/** Whether no more nodes may be read. */
export function isSpent({ left }: Documented): boolean {
  return left !== undefined && left.nodes <= 0;
}

/** The properties that a node has, by name. */
export function propertiesOf(node: Node): Readonly<Record<string, Node>> {
  return Object.fromEntries(
    Object.entries(nodeOf(node.properties)).map(([key, value]) => [key, nodeOf(value)]),
  );
}

/** The alternatives that a node may be. */
export function alternativesOf(node: Node): Node[] {
  return [...nodesOf(node.anyOf), ...nodesOf(node.oneOf)].slice(0, MOST_ALTERNATIVES);
}

export function requiredOf(node: Node): ReadonlySet<string> {
  const named = Array.isArray(node.required) ? node.required.map(String) : [];
  const marked = Object.entries(propertiesOf(node)).filter(([, { $required }]) => $required === true);
  return new Set([...named, ...marked.map(([key]) => key)]);
}

function merge(a: Node, b: Node): Node {
  const both = {
    ...(a.properties !== undefined && b.properties !== undefined
      ? { properties: { ...nodeOf(a.properties), ...nodeOf(b.properties) } }
      : {}),
    ...(Array.isArray(a.required) && Array.isArray(b.required)
      ? { required: [...a.required, ...b.required] }
      : {}),
  };
  return { ...a, ...b, ...both };
}

/** `io.kestra.core.http.client.configurations.BasicAuthConfiguration-2` is a `BasicAuthConfiguration`. */
export function shortName(name: string): string {
  return name.replace(/-\d+$/, '').split(/[.$]/).pop() ?? name;
}
