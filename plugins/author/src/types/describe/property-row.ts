import { insteadOf } from './instead-of.js';
import { membersOf } from './members.js';
import { type Documented, type Node, propertiesOf, requiredOf, resolve, textOf } from './schema-node.js';
import { typeText, valuesOf } from './type-text.js';

/** A property in a description. */
export interface PropertyRow {
  name: string;
  type: string;
  required?: true;
  default?: unknown;
  values?: unknown[];
  about?: string;
  /** The names of its members, which can be described one by one. */
  members?: string[];
  takes_expressions?: false;
  deprecated?: string | true;
}

/** How much to say about each property. */
export interface RowRoom {
  about: number;
  values: number;
  members: number;
}

/** Only for these types is `takes_expressions` sure: the members of other types may take expressions. */
const SIMPLE: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean']);
const LONGEST_DEFAULT = 120;
const LONGEST_TYPE = 200;
/** More rows never fit, however short they are. */
const MOST_ROWS = 130;

/** The properties of a node: required ones first, deprecated ones last. */
export function rowsOf(node: Node, documentation: Documented, room: RowRoom): PropertyRow[] {
  const required = requiredOf(node);
  const inOrder = Object.entries(propertiesOf(node))
    .map(([name, property]) => ({ name, property, last: rank(property, required.has(name)) }))
    .sort((a, b) => a.last - b.last);
  return inOrder.map(({ name, property }, at) => {
    // Only the names of the others can fit.
    if (at >= MOST_ROWS) return { name, type: 'any' };
    const row = rowOf(name, property, documentation, room);
    return required.has(name) ? withRequired(row) : row;
  });
}

/** One property. */
export function rowOf(name: string, given: Node, documentation: Documented, room: RowRoom): PropertyRow {
  const node = resolve(given, documentation);
  const values = valuesOf(node, documentation);
  const members = membersOf(node, documentation);
  const [title, description] = [textOf(node.title), textOf(node.description)];
  const about = cut(title ?? description?.split(/\n\n/)[0] ?? '', room.about);
  return {
    name,
    type: cut(typeText(node, documentation), LONGEST_TYPE),
    ...(node.default !== undefined && { default: short(node.default) }),
    ...(values.length > 0 && { values: values.slice(0, room.values).map(short) }),
    ...(about !== '' && { about }),
    ...(members.length > 0 && room.members > 0 && { members: members.slice(0, room.members) }),
    ...(node.$dynamic === false && SIMPLE.has(node.type) && { takes_expressions: false as const }),
    ...(isDeprecated(node) && { deprecated: insteadOf(title, description) ?? true }),
  };
}

export function isDeprecated({ $deprecated, deprecated }: Node): boolean {
  return [$deprecated, deprecated].some((mark) => mark === true || mark === 'true');
}

/** The beginning of a text, cut at a word. */
export function cut(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= most) return plain;
  return most < 10 ? '' : `${plain.slice(0, most).replace(/\s+\S*$/, '')}…`;
}

function short(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text.length > LONGEST_DEFAULT ? cut(text, LONGEST_DEFAULT) : value;
}

function withRequired({ name, type, ...rest }: PropertyRow): PropertyRow {
  return { name, type, required: true, ...rest };
}

function rank(node: Node, isRequired: boolean): number {
  if (isRequired) return 0;
  if (isDeprecated(node)) return 3;
  return node.$group === undefined ? 1 : 2;
}
