import type { ActionManifest, JsonSchema, ToolManifest } from '../../plugin/manifest/manifest.js';
import { effectOf } from '../reach.js';

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments that set how much to return. */
const SIZES = /^(page_?size|size|count|limit|max(imum)?_\w+|lines)$/i;
/** Arguments that select a page, set the order, or carry content to save. */
const OTHERS =
  /^(page|offset|cursor|after|before|sort|order|id_?|provider_id|encoding|description)$|yaml|definition|prompt|content|^to_/i;
const MOST = 4;

/** Suggests a call of the same tool that returns less, based on its arguments. Undefined if no argument can do that. */
export function narrowerCall(manifest: ToolManifest, given: Arguments): string | undefined {
  const { name, inputSchema, actions = [] } = manifest;
  // Never suggest repeating a call that changes something just to see its result.
  if (effectOf(manifest, given) !== 'read') return undefined;
  const { properties = {}, required = [] } = inputSchema as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const needed = [...required, ...actions.flatMap(({ requires = [] }) => requires)];
  const open = Object.keys(properties).filter(
    (each) => isOfAction(each, given.action, actions) && !needed.includes(each),
  );
  const sizes = open.filter((each) => SIZES.test(each)).slice(0, 1);
  const filters = open.filter(
    (each) => !SIZES.test(each) && !OTHERS.test(each) && isFilter(properties[each]),
  );
  const more = filters.filter((each) => isLeftOut(given[each], properties[each])).slice(0, MOST);
  const ways = [
    ...sizes.map((size) => `with a smaller "${size}"`),
    ...(more.length > 0 ? [`filtered by ${more.map((each) => `"${each}"`).join(', ')}`] : []),
  ];
  return ways.length === 0 ? undefined : `Request less at a time: call ${name} ${ways.join(', or ')}.`;
}

/** The hint for a result whose tool has no argument to return less. */
export function wholeElsewhere(name: string): string {
  return `${name} has no argument that makes its result smaller. Open it in the Kestra UI, or raise the limit \`limits.answerChars\` (KESTRA_MCP_ANSWER_CHARS).`;
}

/** Whether this action uses the argument. If no action lists it, all of them do. */
function isOfAction(name: string, action: unknown, actions: readonly ActionManifest[]): boolean {
  if (name === 'action' || actions.some((each) => each.switch && each.name === name)) return false;
  const uses = ({ requires = [], accepts = [] }: ActionManifest) => [...requires, ...accepts].includes(name);
  const own = actions.find((each) => each.name === action);
  return !actions.some(uses) || own === undefined || uses(own);
}

/**
 * Strings and choices (which include dates) narrow a result. Numbers, booleans and objects usually do something else.
 */
function isFilter(schema: JsonSchema = {}): boolean {
  return [schema.type].flat().includes('string') || schema.type === 'array' || 'anyOf' in schema;
}

function isLeftOut(value: unknown, schema: JsonSchema | undefined): boolean {
  return value === undefined || value === null || value === '' || value === schema?.default;
}
