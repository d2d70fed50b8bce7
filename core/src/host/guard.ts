import { describeError, type ErrorExtras, KestraMcpError } from '../foundation/errors.js';
import { culpritOf, nameOf, problemOf } from '../plugin/load/identity.js';

const HINT =
  'The server keeps running. Fix the plugin, report this to its author, or remove it from `plugins`.';

/**
 * Keeps a plugin's mistake outside of a call from ending the process: an unhandled rejection, an exception in a timer,
 * `process.exit` and similar calls. It cannot stop a synchronous endless loop, because no other code runs then, or a
 * malicious plugin.
 */
export function guardProcess(report: (text: string) => void): void {
  process.on('unhandledRejection', (cause) => report(stray('rejected a promise that nothing awaits', cause)));
  process.on('uncaughtException', (cause) => report(stray('threw an error outside of any call', cause)));
  const { kill } = process;
  process.exit = ((code?: number | string | null) =>
    refuse(`process.exit(${code ?? ''})`)) as typeof process.exit;
  process.abort = () => refuse('process.abort()');
  process.kill = (pid, signal) =>
    pid === process.pid && signal !== 0
      ? refuse('process.kill on the server')
      : kill.call(process, pid, signal);
}

function refuse(what: string): never {
  throw byName(new Error(what), `called ${what}, which would stop the server for everyone.`, { hint: HINT });
}

function stray(what: string, cause: unknown): string {
  const plugin = culpritOf(cause);
  // The refusal of `process.exit` already names the plugin and says everything.
  if (KestraMcpError.is(cause) && plugin && cause.message.includes(nameOf(plugin)))
    return describeError(cause);
  return describeError(byName(cause, `${what}: ${describeError(cause)}`, { hint: HINT }));
}

function byName(cause: unknown, what: string, extras: ErrorExtras): KestraMcpError {
  const plugin = culpritOf(cause);
  if (plugin !== undefined) return problemOf(plugin, what, extras);
  return new KestraMcpError('KMCP_PLUGIN', `Code that belongs to no known plugin ${what}`, extras);
}
