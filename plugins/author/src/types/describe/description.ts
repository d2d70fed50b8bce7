import { jsonChars, rowsWithin, type TaskType, type TypeDocumentation } from '@kestra-mcp/core';
import { exampleOf } from './example.js';
import { insteadOf } from './instead-of.js';
import { alternativeName, objectsIn } from './members.js';
import { cut, isDeprecated, type PropertyRow, type RowRoom, rowOf, rowsOf } from './property-row.js';
import { type Node, nodeOf, resolve, textOf, toBeTold } from './schema-node.js';

/** Most characters of a description. */
export const MOST = 4_000;

interface Room extends RowRoom {
  description: number;
  example: number;
  outputs: number;
}

/** From full detail to the least, which always fits unless there are too many properties. */
const ROOMS: readonly [Room, ...Room[]] = [
  { about: 160, values: 40, members: 20, description: 600, example: 1_200, outputs: 30 },
  { about: 120, values: 30, members: 12, description: 400, example: 900, outputs: 20 },
  { about: 80, values: 20, members: 8, description: 300, example: 600, outputs: 15 },
  { about: 60, values: 12, members: 4, description: 200, example: 400, outputs: 10 },
  { about: 40, values: 8, members: 0, description: 160, example: 300, outputs: 8 },
  { about: 0, values: 5, members: 0, description: 120, example: 0, outputs: 6 },
];

/** The description of a type or of one of its properties. */
export interface Description {
  type: string;
  properties?: PropertyRow[];
  example?: string;
  [member: string]: unknown;
}

/** What is known about a type besides its documentation. */
export interface Known {
  type: string;
  listed?: TaskType | undefined;
  /** For an alias: the type to use instead. */
  instead?: string | undefined;
}

/** Describes a type: its purpose, properties, an example and its outputs. */
export function describeType(known: Known, documentation: TypeDocumentation): Description {
  return fitting((room) => typeIn(known, toBeTold(documentation), room));
}

/** Describes a property of a type, with its members. */
export function describeProperty(
  type: string,
  property: string,
  given: Node,
  documentation: TypeDocumentation,
) {
  return fitting((room) => propertyIn({ type, property }, given, toBeTold(documentation), room));
}

function typeIn({ type, listed, instead }: Known, documentation: TypeDocumentation, room: Room): Description {
  const node = resolve(nodeOf(documentation.properties), documentation);
  const title = textOf(node.title) ?? listed?.title;
  const description = textOf(node.description) ?? listed?.description;
  const isOld = listed?.deprecated === true || isDeprecated(node);
  const old = instead
    ? `This is an old name. Use ${instead}.`
    : isOld && (insteadOf(title, description) ?? true);
  const outputs = rowsOf(resolve(nodeOf(documentation.outputs), documentation), documentation, room);
  const example = exampleOf(node, type, room.example);
  return {
    type,
    ...(listed && { kind: listed.kind }),
    ...(old && { deprecated: old }),
    ...(title !== undefined && { title: cut(title, 200) }),
    ...(description !== undefined && { description: cut(description, room.description) }),
    properties: rowsOf(node, documentation, room),
    ...(example !== undefined && { example }),
    ...(outputs.length > 0 && { outputs: outputs.slice(0, room.outputs).map(outputRow) }),
  };
}

/** Nobody sets an output, so it has no default and is not required. */
function outputRow({ name, type, values, about }: PropertyRow) {
  return { name, type, ...(values && { values }), ...(about && { about }) };
}

function propertyIn(
  asked: { type: string; property: string },
  given: Node,
  documentation: TypeDocumentation,
  room: Room,
): Description {
  const node = resolve(given, documentation);
  const { name: _, type, ...row } = rowOf(asked.property, node, documentation, { ...room, members: 0 });
  const description = cut(textOf(node.description) ?? '', 2 * room.description);
  const objects = objectsIn(node, documentation);
  const pattern = textOf(node.pattern);
  const alternatives = objects.map((one) => ({
    is: alternativeName(one, documentation) ?? 'object',
    properties: rowsOf(one, documentation, room),
  }));
  return {
    ...asked,
    property_type: type,
    ...row,
    // The list of properties already shows the beginning of the description.
    ...(description !== '' && description !== row.about && { description }),
    ...(pattern !== undefined && { pattern }),
    ...(objects.length > 1
      ? { one_of: alternatives }
      : alternatives[0] && { properties: alternatives[0].properties }),
  };
}

function fitting(tell: (room: Room) => Description): Description {
  let told = tell(ROOMS[0]);
  for (const room of ROOMS.slice(1)) {
    if (jsonChars(told) <= MOST) return told;
    told = tell(room);
  }
  return jsonChars(told) <= MOST ? told : shortened(told);
}

/** Keeps the rows that fit, and names as many of the others as fit. */
function shortened(told: Description): Description {
  const { outputs: _, one_of, properties, ...rest } = told;
  const rows = (properties ?? one_of ?? []) as { name?: string; is?: string }[];
  const member = properties === undefined ? 'one_of' : 'properties';
  const kept = rowsWithin(rows, MOST * 0.8 - jsonChars(rest));
  const fit = jsonChars(kept) <= MOST * 0.8 ? kept : [];
  const names = rows.slice(fit.length).map(({ name, is }) => String(name ?? is));
  if (names.length === 0) return { ...rest, [member]: fit };
  const also = cut(names.join(', '), MOST * 0.15);
  return {
    ...rest,
    [member]: fit,
    also,
    more: `${names.length} more. To see one, pass its name as property.`,
  };
}
