import { type Effect, strongest } from '../foundation/effect.js';
import type { ActionManifest, JsonSchema, ToolManifest } from '../plugin/manifest/manifest.js';

type Arguments = Readonly<Record<string, unknown>>;

/** What a call may destroy, which decides how much of it may be guessed. */
export interface Reach {
  /** Nothing is taken by another name, and no page of a flow for a flow. */
  isDestructive: boolean;
  /**
   * Whether an argument that says nothing may count as left out. Where something is destroyed, only one that the action
   * does not use: an empty `task_id` must not become "all tasks".
   */
  mayLeaveOut: (name: string) => boolean;
}

export function reachOf({ effect, actions = [], inputSchema }: ToolManifest, given: Arguments): Reach {
  const named = actions.filter((action) => action.switch === undefined);
  const called = named.find(({ name }) => name === actionOf(given, inputSchema));
  // An action that is none fails anyway; until it does it counts as the worst.
  const own = named.length === 0 ? effect : (called?.effect ?? 'destructive');
  const isDestructive = own === 'destructive' || actions.some((action) => switchesOn(action, given));
  return { isDestructive, mayLeaveOut: (name) => !isDestructive || isOfOthers(name, named, called) };
}

/** What a call does, at the worst. */
export function effectOf({ effect, actions = [], inputSchema }: ToolManifest, given: Arguments): Effect {
  const named = actions.filter((action) => action.switch === undefined);
  const called = named.find(({ name }) => name === actionOf(given, inputSchema));
  const switched = actions.filter(({ name, switch: isSwitch }) => isSwitch && given[name] === true);
  const own = named.length === 0 ? effect : (called?.effect ?? 'destructive');
  return strongest([own, ...switched.map((action) => action.effect)]);
}

/** The actions that a call is of: the one it names, and the switches that it turns on. */
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

/** Other actions name it, this one does not: to this one it means nothing. */
function isOfOthers(
  name: string,
  named: readonly ActionManifest[],
  called: ActionManifest | undefined,
): boolean {
  const uses = ({ requires = [], accepts = [] }: ActionManifest) => [...requires, ...accepts].includes(name);
  return called !== undefined && !uses(called) && named.some(uses);
}
