import { AsyncLocalStorage } from 'node:async_hooks';
import { dirname, sep } from 'node:path';
import { type ErrorExtras, PluginError } from '../../foundation/errors.js';

/** How messages name a plugin: its package, its version, and its main file. */
export interface PluginIdentity {
  /** Package name, file name, or id of an inline plugin. */
  source: string;
  version: string;
  /** The main module, or the configuration file for an inline plugin. */
  file: string;
}

/** `@acme/kestra-mcp-sla 1.2.0 (/…/dist/index.js)`. */
export function nameOf({ source, version, file }: PluginIdentity): string {
  return `${source} ${version} (${file})`;
}

/** An error of one plugin, which names it. The hint is the next step. */
export function problemOf(identity: PluginIdentity, what: string, extras?: ErrorExtras): PluginError {
  return new PluginError(`The plugin ${nameOf(identity)} ${what}`, extras);
}

const running = new AsyncLocalStorage<PluginIdentity>();
/** Plugins whose code has run, by main module. */
const known = new Map<string, PluginIdentity>();

/** Runs code of a plugin. What it prints, throws in a timer or forgets to await can then be attributed to it. */
export function asPlugin<T>(identity: PluginIdentity, run: () => T): T {
  known.set(identity.file, identity);
  return running.run(identity, run);
}

/** The plugin whose code runs now, or started what runs now. Undefined for the host's own code. */
export function currentPlugin(): PluginIdentity | undefined {
  return running.getStore();
}

/** The plugin that caused an error: the running one, or else the one whose file comes first in the stack. */
export function culpritOf(thrown: unknown): PluginIdentity | undefined {
  const current = currentPlugin();
  if (current !== undefined) return current;
  for (const line of stackOf(thrown)) {
    const found = ownerOf(line);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Matches the file itself, or else the innermost folder: plugins may be nested, and all may be next to the
 * configuration.
 */
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
