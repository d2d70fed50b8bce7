import type { ActionManifest, JsonSchema, ToolManifest } from '../../plugin/manifest/manifest.js';

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments that say how much is asked for. */
const SIZES = /^(page_?size|size|count|limit|max(imum)?_\w+|lines)$/i;
/** Those that say which part; what is none of these is told of nothing. */
const PARTS = /^(page|offset|cursor|after|before)$/i;
const MOST = 4;

/** The call of the same tool that answers with less, by the arguments that it has. */
export function narrowerCall({ name, inputSchema, actions = [] }: ToolManifest, given: Arguments): string {
  const properties = (inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const named = Object.keys(properties).filter((each) => isOfAction(each, given.action, actions));
  const sizes = named.filter((each) => SIZES.test(each)).slice(0, 1);
  const filters = named.filter(
    (each) => !SIZES.test(each) && !PARTS.test(each) && isFilter(properties[each]),
  );
  const more = filters.filter((each) => isLeftOut(given[each], properties[each])).slice(0, MOST);
  const ways = [
    ...sizes.map((size) => `a smaller "${size}"`),
    ...(more.length > 0 ? [`narrowed by ${more.map((each) => `"${each}"`).join(', ')}`] : []),
  ];
  if (ways.length > 0)
    return `For the rest, ask for less at a time: call ${name} with ${ways.join(', or ')}.`;
  return `No argument of ${name} asks for less; the bound is \`limits.answerChars\` (KESTRA_MCP_ANSWER_CHARS).`;
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
