import { describeError, type ErrorExtras, KestraMcpError } from '../foundation/errors.js';
import { culpritOf, nameOf, problemOf } from '../plugin/load/identity.js';

const HINT = 'The host lives on: mend the plugin, tell its author, or take it out of `plugins`.';

/**
 * Keeps one plugin's mistake outside of a call from ending the process: a rejection nobody awaits, a throw in a timer,
 * `process.exit` and its like. A synchronous endless loop is beyond this, since nothing else runs in it, and so is a plugin
 * that means harm.
 */
export function guardProcess(report: (text: string) => void): void {
  process.on('unhandledRejection', (cause) => report(stray('rejected a promise that nobody awaits', cause)));
  process.on('uncaughtException', (cause) => report(stray('threw outside of any call', cause)));
  const { kill } = process;
  process.exit = ((code?: number | string | null) =>
    refuse(`process.exit(${code ?? ''})`)) as typeof process.exit;
  process.abort = () => refuse('process.abort()');
  process.kill = (pid, signal) =>
    pid === process.pid && signal !== 0
      ? refuse('process.kill of the host')
      : kill.call(process, pid, signal);
}

function refuse(what: string): never {
  throw byName(new Error(what), `called ${what}, which would end the server for all.`, { hint: HINT });
}

function stray(what: string, cause: unknown): string {
  const plugin = culpritOf(cause);
  // What the calls above were refused with has said all, and by name.
  if (KestraMcpError.is(cause) && plugin && cause.message.includes(nameOf(plugin)))
    return describeError(cause);
  return describeError(byName(cause, `${what}: ${describeError(cause)}`, { hint: HINT }));
}

function byName(cause: unknown, what: string, extras: ErrorExtras): KestraMcpError {
  const plugin = culpritOf(cause);
  if (plugin !== undefined) return problemOf(plugin, what, extras);
  return new KestraMcpError('KMCP_PLUGIN', `Some code of no known plugin ${what}`, extras);
}
