import { type ErrorExtras, KestraMcpError } from '../../foundation/errors.js';
import { nameOf } from '../../plugin/load/identity.js';
import type { LoadedPlugin } from '../../plugin/load/loaded-plugin.js';

/** What was called, as messages name it. */
export interface Called {
  plugin: LoadedPlugin;
  name: string;
}

/** The plugin's code broke the contract. The message names the tool and the plugin. */
export class FaultError extends KestraMcpError {}

/** `find_flow of the plugin @kestra-mcp/plugin-flow 1.0.0 (/…/index.js)`. */
export function titleOf({ plugin, name }: Called): string {
  return `${name} of the plugin ${nameOf(plugin)}`;
}

/** Creates the error for a failure that only the plugin's author can fix. */
export function fault(called: Called, what: string, extras?: ErrorExtras): FaultError {
  return new FaultError('KMCP_OUTPUT', `${titleOf(called)} ${what}`, {
    hint: 'This is a bug in the plugin. Report it to the author of the plugin.',
    ...extras,
  });
}
