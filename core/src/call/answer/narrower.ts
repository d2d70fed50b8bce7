import type { ActionManifest, JsonSchema, ToolManifest } from '../../plugin/manifest/manifest.js';
import { effectOf } from '../reach.js';

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments that say how much is asked for. */
const SIZES = /^(page_?size|size|count|limit|max(imum)?_\w+|lines)$/i;
/** Those that say which part, in which order, or what is to be made. */
const OTHERS =
  /^(page|offset|cursor|after|before|sort|order|id_?|provider_id|encoding|description)$|yaml|definition|prompt|content|^to_/i;
const MOST = 4;

/** The call of the same tool that answers with less, by the arguments that it has; undefined where none says less. */
export function narrowerCall(manifest: ToolManifest, given: Arguments): string | undefined {
  const { name, inputSchema, actions = [] } = manifest;
  // What changes something is not done again for its answer.
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

/** Said of an answer whose tool cannot be asked for less. */
export function wholeElsewhere(name: string): string {
  return `${name} has no argument that makes its result smaller. Open it in the Kestra UI, or raise the limit \`limits.answerChars\` (KESTRA_MCP_ANSWER_CHARS).`;
}

/** An argument that this action knows, or any. */
function isOfAction(name: string, action: unknown, actions: readonly ActionManifest[]): boolean {
  if (name === 'action' || actions.some((each) => each.switch && each.name === name)) return false;
  const uses = ({ requires = [], accepts = [] }: ActionManifest) => [...requires, ...accepts].includes(name);
  const own = actions.find((each) => each.name === action);
  return !actions.some(uses) || own === undefined || uses(own);
}

/** Words, choices and moments narrow; numbers, switches and whole objects are about something else. */
function isFilter(schema: JsonSchema = {}): boolean {
  return [schema.type].flat().includes('string') || schema.type === 'array' || 'anyOf' in schema;
}

function isLeftOut(value: unknown, schema: JsonSchema | undefined): boolean {
  return value === undefined || value === null || value === '' || value === schema?.default;
}
