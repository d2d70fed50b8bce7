import { type ErrorExtras, KestraMcpError } from '../../foundation/errors.js';
import { nameOf } from '../../plugin/load/identity.js';
import type { LoadedPlugin } from '../../plugin/load/loaded-plugin.js';

/** What is called, as messages name it. */
export interface Called {
  plugin: LoadedPlugin;
  name: string;
}

/** The plugin's code did what it must not; the message names tool and plugin. */
export class FaultError extends KestraMcpError {}

/** `find_flow of the plugin @kestra-mcp/plugin-flow 1.0.0 (/…/index.js)`. */
export function titleOf({ plugin, name }: Called): string {
  return `${name} of the plugin ${nameOf(plugin)}`;
}

/** A failure that only the plugin can mend. */
export function fault(called: Called, what: string, extras?: ErrorExtras): FaultError {
  return new FaultError('KMCP_OUTPUT', `${titleOf(called)} ${what}`, {
    hint: 'This is a bug in the plugin. Report it to the author of the plugin.',
    ...extras,
  });
}
