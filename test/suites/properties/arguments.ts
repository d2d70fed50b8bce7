import fc from 'fast-check';
import type { JsonSchema, ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { CASES } from '../contract/requests/cases/index.js';
import { hostileText, hostileValue, members } from './hostile-texts.js';

export type Arguments = Record<string, unknown>;

/** Valid arguments for calls of a tool. */
export function goodArguments(tool: string): Arguments[] {
  return CASES.filter((each) => each.tool === tool).map(({ args }) => args);
}

/** Maximum number of changes to a valid call. With more, the first fault would hide the others. */
const MOST_CHANGES = 2;

/** Arguments for a tool: valid ones, some of which are replaced by values that fit or nearly fit. */
export function argumentsOf({ name, inputSchema }: ToolManifest): fc.Arbitrary<Arguments> {
  const { properties = {} } = inputSchema as { properties?: Record<string, JsonSchema> };
  const named = Object.entries(properties);
  const good = fc.constantFrom<Arguments>({}, ...goodArguments(name));
  const changes = fc
    .shuffledSubarray(named, { maxLength: Math.min(MOST_CHANGES, named.length) })
    .chain((chosen) =>
      fc.tuple(...chosen.map(([argument, schema]) => fc.tuple(fc.constant(argument), ofSchema(schema)))),
    );
  const none = fc.constant<[string, unknown][]>([]);
  const more = fc.oneof(
    { weight: 12, arbitrary: none },
    { weight: 1, arbitrary: fc.tuple(hostileText, hostileValue).map((entry) => [entry]) },
  );
  return fc.tuple(good, changes, more).map(([kept, changed, added]) => {
    return Object.fromEntries([...Object.entries(kept), ...changed, ...added]) as Arguments;
  });
}

/** Values that match a schema, and others. */
function ofSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 3, arbitrary: fitting(schema) }, { weight: 1, arbitrary: hostileValue });
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const {
    enum: listed,
    anyOf,
    items,
    type,
  } = schema as {
    enum?: unknown[];
    anyOf?: JsonSchema[];
    items?: JsonSchema;
    type?: string | string[];
  };
  if (listed !== undefined) return fc.constantFrom(...listed);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(fitting));
  switch ([type].flat()[0]) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer());
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double());
    case 'array':
      return fc.array(items === undefined ? hostileValue : fitting(items), { maxLength: 4 });
    case 'object':
      return members(hostileValue);
    default:
      return hostileText;
  }
}
