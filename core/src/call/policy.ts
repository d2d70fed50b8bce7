import { InputError, KestraMcpError } from '../foundation/errors.js';
import { IS_OSS, NOT_ASKED, NOT_LISTED, OPT_IN, READ_ONLY, type Verdict } from '../selection/judge.js';
import type { SelectedAction, SelectedTool, Selection } from '../selection/selection.js';

type Arguments = Readonly<Record<string, unknown>>;

/** Whether a tool or an action (`tool:action`) can be called. */
export function isOn({ tools }: Selection, name: string): boolean {
  const [tool = '', action] = name.split(':');
  const found = tools.get(tool);
  if (action === undefined) return found?.enabled ?? false;
  return found?.actions.some((each) => each.name === action && each.enabled) ?? false;
}

/** Throws if something is disabled. `what` is, for example, `tool "find_flow"`. */
export function checkEnabled(what: string, { enabled, reason }: Verdict): void {
  if (!enabled) throw disabled(`The ${what}`, reason);
}

/** Throws if the action is disabled, or lacks a required argument. */
export function checkActions(selected: SelectedTool, given: Arguments): void {
  const { name, actions = [] } = selected.tool.manifest;
  for (const action of actions) {
    const state = selected.actions.find((candidate) => candidate.name === action.name);
    if (action.switch) {
      if (given[action.name] === true) refuseDisabled(`"${action.name}" of ${name}`, state);
    } else if (given.action === action.name) {
      refuseDisabled(`The action "${action.name}" of ${name}`, state);
      requireArguments(action.name, action.requires ?? [], given);
    }
  }
}

function refuseDisabled(what: string, state: SelectedAction | undefined): void {
  if (state !== undefined && !state.enabled) throw disabled(what, state.reason);
}

function disabled(what: string, reason: string): KestraMcpError {
  return new KestraMcpError('KMCP_DISABLED', `${what} ${whyOff(reason)}`);
}

/** The reason in whole sentences, with what can be done. */
function whyOff(reason: string): string {
  if (reason === OPT_IN)
    return 'is off by default. Whoever runs this server can turn it on with --enable or tools.enable.';
  if (reason === NOT_ASKED) return `is not available: it ${reason}. List the tools, then call it again.`;
  if (reason === IS_OSS) return `is not available: it ${reason}.`;
  if (reason.startsWith(NOT_LISTED))
    return `is not available: it is ${reason}. Whoever runs this server can add it there.`;
  if (reason.startsWith(READ_ONLY))
    return `is not available: ${reason}. Only whoever runs this server can turn off this mode.`;
  return `is not available: ${reason}.`;
}

function requireArguments(action: string, names: readonly string[], given: Arguments): void {
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === 0) return;
  const list = missing.map((name) => `"${name}"`).join(' and ');
  throw new InputError(
    `The action "${action}" needs the ${missing.length > 1 ? 'arguments' : 'argument'} ${list}.`,
  );
}
