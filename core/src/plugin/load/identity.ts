import { AsyncLocalStorage } from 'node:async_hooks';
import { dirname, sep } from 'node:path';
import { type ErrorExtras, PluginError } from '../../foundation/errors.js';

/** How messages name a plugin: its package, its version, and the file that its code is in. */
export interface PluginIdentity {
  /** Package name, file name, or id of an inline object. */
  source: string;
  version: string;
  /** The main module; for an inline object the configuration file. */
  file: string;
}

/** `@acme/kestra-mcp-sla 1.2.0 (/…/dist/index.js)`. */
export function nameOf({ source, version, file }: PluginIdentity): string {
  return `${source} ${version} (${file})`;
}

/** A problem of one plugin, by name; the hint is its next step. */
export function problemOf(identity: PluginIdentity, what: string, extras?: ErrorExtras): PluginError {
  return new PluginError(`The plugin ${nameOf(identity)} ${what}`, extras);
}

const running = new AsyncLocalStorage<PluginIdentity>();
/** Those whose code has run, by main module. */
const known = new Map<string, PluginIdentity>();

/** Runs a plugin's code, so that what it prints, throws in a timer or forgets to await is known to be its own. */
export function asPlugin<T>(identity: PluginIdentity, run: () => T): T {
  known.set(identity.file, identity);
  return running.run(identity, run);
}

/** The plugin whose code runs now, or started what runs now; none for the host's own. */
export function currentPlugin(): PluginIdentity | undefined {
  return running.getStore();
}

/** Whose mistake it is: the plugin that runs, or else the one whose file stands first in the stack of what was thrown. */
export function culpritOf(thrown: unknown): PluginIdentity | undefined {
  const current = currentPlugin();
  if (current !== undefined) return current;
  for (const line of stackOf(thrown)) {
    const found = ownerOf(line);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By its very file, or else by the innermost folder: plugins may lie in one another's, and all beside the configuration. */
function ownerOf(line: string): PluginIdentity | undefined {
  const all = [...known.values()];
  const within = all
    .filter(({ file, version }) => version !== 'inline' && line.includes(`${dirname(file)}${sep}`))
    .sort((one, other) => dirname(other.file).length - dirname(one.file).length);
  return all.find(({ file }) => line.includes(file)) ?? within[0];
}

function stackOf(thrown: unknown): string[] {
  try {
    const { stack } = thrown as { stack?: unknown };
    return typeof stack === 'string' ? stack.slice(0, 10_000).split('\n') : [];
  } catch {
    return [];
  }
}
