import { describeError, type ErrorExtras, KestraMcpError } from './errors.js';
import { currentPlugin, problemOf } from './plugin/identity.js';

const HINT = 'The host lives on: mend the plugin, tell its author, or take it out of `plugins`.';

/**
 * Keeps one plugin's mistake outside of a call from ending the process: a rejection nobody awaits, a throw in a timer,
 * `process.exit`. A synchronous endless loop is beyond this: nothing else runs in it.
 */
export function guardProcess(report: (text: string) => void): void {
  process.on('unhandledRejection', (cause) => report(stray('rejected a promise that nobody awaits', cause)));
  process.on('uncaughtException', (cause) => report(stray('threw outside of any call', cause)));
  process.exit = ((code?: number | string | null) => {
    throw ownerError(`called process.exit(${code ?? ''}), which would end the server for all.`, {
      hint: HINT,
    });
  }) as typeof process.exit;
}

function stray(what: string, cause: unknown): string {
  // What process.exit was refused with has said all.
  if (KestraMcpError.is(cause) && cause.code === 'KMCP_PLUGIN') return describeError(cause);
  return describeError(ownerError(`${what}: ${describeError(cause)}`, { hint: HINT }));
}

function ownerError(what: string, extras: ErrorExtras): KestraMcpError {
  const plugin = currentPlugin();
  if (plugin !== undefined) return problemOf(plugin, what, extras);
  return new KestraMcpError('KMCP_PLUGIN', `Some code of no known plugin ${what}`, extras);
}
