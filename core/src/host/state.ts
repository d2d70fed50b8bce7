import { existsSync } from 'node:fs';
import type { Config } from '../config/config.js';
import { BRAND } from '../foundation/brand.js';
import { ConfigError, describeError } from '../foundation/errors.js';
import type { Log } from '../foundation/log.js';
import { secretsOf } from '../kestra/wire/credentials.js';
import { PluginLog } from '../plugin/author/services.js';
import { nameOf } from '../plugin/load/identity.js';
import { BUNDLED } from '../plugin/load/known.js';
import { loadPlugins, sourceOf } from '../plugin/load/load.js';
import { type LoadedPlugin } from '../plugin/load/loaded-plugin.js';
import { PluginRuntime } from '../plugin/run/run.js';
import { buildRegistry, type Registry } from '../registry/registry.js';
import { checkNames } from '../selection/check.js';
import type { ListOrigins } from '../selection/judge.js';
import type { SelectionInputs } from '../selection/live.js';
import { withKnownLists } from '../selection/narrowed.js';
import type { Selection } from '../selection/selection.js';
import { Backend } from './backend.js';

/** All that follows from one configuration. A reload makes another; calls in flight go on in the one they began in. */
export interface HostState {
  config: Config;
  registry: Registry;
  backend: Backend;
  runtime: PluginRuntime;
  /** Texts that must never leave the process. */
  secrets: string[];
  /** What the user must know, though nothing failed: an edit that has no effect yet. */
  errors: string[];
  /** What the user should know. */
  warnings: string[];
}

/**
 * Loads the plugins of a configuration; throws a ConfigError when a name in it means nothing, or when a plugin cannot
 * be used and the configuration is strict. What `previous` has and this one leaves as it is, is the same in both.
 */
export async function buildState(given: Config, log: Log, previous?: HostState): Promise<HostState> {
  const kept = previous && sameSurroundings(previous.config, given) ? previous : undefined;
  const { folder, limits, code, origins } = given;
  // Another layer than that of the file in use may name the plugins.
  const file = origins.plugins === undefined || origins.plugins === 'default' ? given.file : origins.plugins;
  const plugins = await loadPlugins(given.plugins, {
    folder,
    startMs: limits.pluginStartMs,
    ...(file !== undefined && { file }),
    ...(code && { code }),
    ...(kept && { inUse: kept.registry.plugins }),
  });
  const registry = buildRegistry(plugins);
  if (given.strict && registry.quarantined.length > 0) {
    throw strictRefusal(registry.quarantined.map(({ problem }) => problem));
  }
  const unknown = checkNames(given, registry);
  const config = withKnownLists(given, registry);
  const backend = kept?.backend ?? new Backend(config);
  return {
    config,
    registry,
    backend,
    runtime: kept?.runtime ?? runtimeOn(backend, config, log),
    secrets: [
      ...secretsOf(config.kestra.auth),
      ...(config.stateKey === undefined ? [] : [config.stateKey]),
      ...registry.plugins.flatMap(({ secrets }) => secrets),
    ],
    errors: [
      ...unknown,
      ...(config.notes ?? []),
      ...registry.plugins.filter((plugin) => plugin.hasChanged()).map(needsRestart),
    ],
    warnings: registry.plugins.flatMap(({ note }) => note ?? []),
  };
}

/** The selection that a state asks for. */
export function selectionInputs({ registry, config }: HostState): SelectionInputs {
  const origins = (['enable', 'only', 'disable', 'readOnly', 'preset'] as const).flatMap((list) => {
    const origin = config.origins[`tools.${list}`];
    return origin === undefined ? [] : [[list, origin]];
  });
  return { registry, config: config.tools, origins: Object.fromEntries(origins) as ListOrigins };
}

/** Refuses an edit that takes away more than it says: the file itself, or a plugin that worked until now. */
export function checkReload(before: HostState, after: HostState): void {
  const { file, files = [] } = before.config;
  // A folder that is trusted no more has its file still: it says less.
  const isUsed = after.config.file !== undefined || after.config.untrusted !== undefined;
  const isGone = file !== undefined && (!isUsed || (files.includes(file) && !existsSync(file)));
  if (isGone) {
    throw new ConfigError(`${file} was removed or is no longer a configuration.`, {
      hint: 'Restart the server to run without it.',
    });
  }
  const worked = namesIn(before.config).filter((name) => !isQuarantined(name, before));
  const [first, ...rest] = after.registry.quarantined.filter(({ source }) => worked.includes(source));
  if (first === undefined) return;
  throw new ConfigError(describeError(first.problem), {
    details: rest.map(({ problem }) => describeError(problem)),
  });
}

/** The plugins that a configuration names, as problems name them. */
function namesIn({ plugins }: Config): string[] {
  return plugins?.map(({ plugin }) => sourceOf(plugin)) ?? [...BUNDLED];
}

function isQuarantined(name: string, { registry }: HostState): boolean {
  return registry.quarantined.some(({ source }) => source === name);
}

/** The configuration is strict: a plugin's problem is its own. */
function strictRefusal(problems: readonly unknown[]): ConfigError {
  const [first, ...rest] = problems.map(describeError);
  return new ConfigError(`The configuration is strict, and a plugin cannot be used: ${first}`, {
    details: rest,
  });
}

function needsRestart(plugin: LoadedPlugin): string {
  return `The code of the plugin ${nameOf(plugin)} has changed, but Node keeps the code that it has already imported. Restart the server to use the new code.`;
}

/** What plugins are built on: with another of these, each has to be built anew. */
function sameSurroundings(a: Config, b: Config): boolean {
  const of = ({ kestra, sandbox, tools, limits, http }: Config) =>
    JSON.stringify([kestra, sandbox, tools.readOnly, tools.fixed, limits, http?.auth]);
  return of(a) === of(b);
}

function runtimeOn(backend: Backend, { limits }: Config, log: Log): PluginRuntime {
  return new PluginRuntime({
    startMs: limits.pluginStartMs,
    services: async (plugin) => {
      const [kestra, injectables] = await Promise.all([backend.kestra(), backend.injectables()]);
      const own = logOf(plugin, log);
      return { kestra, injectables: { ...injectables, [PluginLog[BRAND]]: own }, log: own };
    },
  });
}

function logOf({ source, version }: LoadedPlugin, log: Log): PluginLog {
  return new PluginLog((level, message) => log[level](`[${source} ${version}] ${message}`));
}

/** Starts every plugin of which something is on; throws a ConfigError that names those that fail. */
export async function startEnabled({ registry, runtime }: HostState, selection: Selection): Promise<void> {
  const plugins = registry.plugins.filter((plugin) => isUsed(plugin, selection));
  const results = await Promise.allSettled(plugins.map((plugin) => runtime.prepare(plugin)));
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failed.length > 0) throw strictRefusal(failed);
}

/** True when something of the plugin is on. */
export function isUsed(plugin: LoadedPlugin, { tools, resources, prompts }: Selection): boolean {
  const reading = [...resources.values(), ...prompts.values()];
  return (
    [...tools.values()].some(({ enabled, tool }) => enabled && tool.plugin === plugin) ||
    reading.some(({ enabled, feature }) => enabled && feature.plugin === plugin)
  );
}
