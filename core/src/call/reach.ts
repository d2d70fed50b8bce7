import { type Effect, strongest } from '../foundation/effect.js';
import type { ActionManifest, JsonSchema, ToolManifest } from '../plugin/manifest/manifest.js';

type Arguments = Readonly<Record<string, unknown>>;

/** What a call can destroy, which decides how much of it may be guessed. */
export interface Reach {
  /** For such a call, no argument is renamed, and a flow's page is not accepted as a flow. */
  isDestructive: boolean;
  /**
   * Whether a blank argument may count as left out. In a destructive call, only an argument that the action does not
   * use may: an empty `task_id` must not become "all tasks".
   */
  mayLeaveOut: (name: string) => boolean;
}

export function reachOf({ effect, actions = [], inputSchema }: ToolManifest, given: Arguments): Reach {
  const named = actions.filter((action) => action.switch === undefined);
  const called = named.find(({ name }) => name === actionOf(given, inputSchema));
  // An unknown action fails later. Until then it counts as destructive.
  const own = named.length === 0 ? effect : (called?.effect ?? 'destructive');
  const isDestructive = own === 'destructive' || actions.some((action) => switchesOn(action, given));
  return { isDestructive, mayLeaveOut: (name) => !isDestructive || isOfOthers(name, named, called) };
}

/** The strongest effect that a call has. */
export function effectOf({ effect, actions = [], inputSchema }: ToolManifest, given: Arguments): Effect {
  const named = actions.filter((action) => action.switch === undefined);
  const called = named.find(({ name }) => name === actionOf(given, inputSchema));
  const switched = actions.filter(({ name, switch: isSwitch }) => isSwitch && given[name] === true);
  const own = named.length === 0 ? effect : (called?.effect ?? 'destructive');
  return strongest([own, ...switched.map((action) => action.effect)]);
}

/** The actions in a call: the one it names, and the boolean actions it turns on. */
export function actionsOf({ actions = [], inputSchema }: ToolManifest, given: Arguments): string[] {
  const called = actionOf(given, inputSchema);
  return actions
    .filter(({ name, switch: isSwitch }) => (isSwitch ? given[name] === true : name === called))
    .map(({ name }) => name);
}

function actionOf({ action }: Arguments, { properties }: JsonSchema): unknown {
  if (action !== undefined && action !== '') return action;
  return (properties as Record<string, JsonSchema> | undefined)?.action?.default;
}

function switchesOn(action: ActionManifest, given: Arguments): boolean {
  if (action.switch === undefined || action.effect !== 'destructive') return false;
  return given[action.name] !== undefined && given[action.name] !== false;
}

/** Other actions use the argument and this one does not, so it has no meaning here. */
function isOfOthers(
  name: string,
  named: readonly ActionManifest[],
  called: ActionManifest | undefined,
): boolean {
  const uses = ({ requires = [], accepts = [] }: ActionManifest) => [...requires, ...accepts].includes(name);
  return called !== undefined && !uses(called) && named.some(uses);
}
