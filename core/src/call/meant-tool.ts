import { distance } from 'fastest-levenshtein';
import { alternatives, didYouMean } from '../foundation/nearest.js';
import type { SelectedTool, Selection } from '../selection/selection.js';

/** How many letters may differ in the name of a tool that does something else. */
const TYPO = 2;
const SHOWN = 3;

/**
 * What to call instead of a tool that does not exist: the actions that `delete_flow` names, otherwise similar tools.
 * A tool with another verb is no suggestion, because it may change what the caller only wanted to read.
 */
export function meantTool(name: string, { tools }: Pick<Selection, 'tools'>): string {
  const enabled = [...tools].filter(([, tool]) => tool.enabled);
  const wanted = wordsOf(name.slice(0, 100));
  const actions = enabled.flatMap(([known, tool]) => actionsNamed(wanted, known, tool));
  if (actions.length > 0) return ` Use ${alternatives(actions.slice(0, SHOWN))}.`;
  const similar = enabled
    .map(([known]) => known)
    .filter((known) => wanted.length < 2 || wordsOf(known)[0] === wanted[0] || isTypo(name, known));
  return didYouMean(name, similar);
}

function isTypo(name: string, known: string): boolean {
  return Math.abs(name.length - known.length) <= TYPO && distance(name.toLowerCase(), known) <= TYPO;
}

/** `delete_flow` is the action "delete" of `manage_flow`, and `list_flow_revisions` its "list_revisions". */
function actionsNamed(
  wanted: readonly string[],
  tool: string,
  { tool: { manifest }, actions }: SelectedTool,
) {
  const switches = new Set(manifest.actions?.flatMap((action) => (action.switch ? [action.name] : [])));
  return actions
    .filter((action) => action.enabled && !switches.has(action.name))
    .filter((action) => isNamed(wanted, tool, wordsOf(action.name)))
    .map((action) => `${tool} with the action "${action.name}"`);
}

function isNamed(wanted: readonly string[], tool: string, action: readonly string[]): boolean {
  if (wanted[0] !== action[0] || !action.every((word) => wanted.includes(word))) return false;
  const thing = wanted.filter((word) => !action.includes(word)).join('_');
  const noun = wordsOf(tool.replace(/^manage_|_action$/g, '')).join('_');
  if (thing === '') return false;
  // A store of `manage_kv_store` may be called `kv`, a file of `namespace_file_action` `file`.
  return (
    noun === thing || noun.endsWith(`_${thing}`) || (/^manage_/.test(tool) && noun.startsWith(`${thing}_`))
  );
}

/** In the singular. */
function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split('_')
    .map((word) => word.replace(/(?<=..)s$/, ''));
}
