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

/**
 * Everything derived from one configuration. A reload creates a new one. Calls in flight keep the one they began with.
 */
export interface HostState {
  config: Config;
  registry: Registry;
  backend: Backend;
  runtime: PluginRuntime;
  /** Texts that must never leave the process. */
  secrets: string[];
  /** What the user must know although nothing failed, such as an edit that has no effect yet. */
  errors: string[];
  /** What the user should know. */
  warnings: string[];
}

/**
 * Loads the plugins of a configuration. Throws a ConfigError if a name in the configuration matches nothing, or if a
 * plugin cannot be used and the configuration is strict. What has not changed is reused from `previous`.
 */
export async function buildState(given: Config, log: Log, previous?: HostState): Promise<HostState> {
  const kept = previous && sameSurroundings(previous.config, given) ? previous : undefined;
  const { folder, limits, code, origins } = given;
  // The plugins may come from another layer than the file in use.
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

/** What the selection of a state is computed from. */
export function selectionInputs({ registry, config }: HostState): SelectionInputs {
  const origins = (['enable', 'only', 'disable', 'readOnly', 'preset'] as const).flatMap((list) => {
    const origin = config.origins[`tools.${list}`];
    return origin === undefined ? [] : [[list, origin]];
  });
  return { registry, config: config.tools, origins: Object.fromEntries(origins) as ListOrigins };
}

/** Refuses a reload that would lose more than the edit intended: the whole file, or a plugin that worked until now. */
export function checkReload(before: HostState, after: HostState): void {
  const { file, files = [] } = before.config;
  // A file in a folder that is no longer trusted still exists. Only some of its settings no longer apply.
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

/** The plugins in a configuration, by the names that problems use. */
function namesIn({ plugins }: Config): string[] {
  return plugins?.map(({ plugin }) => sourceOf(plugin)) ?? [...BUNDLED];
}

function isQuarantined(name: string, { registry }: HostState): boolean {
  return registry.quarantined.some(({ source }) => source === name);
}

/** In strict mode, a problem of one plugin stops the start. */
function strictRefusal(problems: readonly unknown[]): ConfigError {
  const [first, ...rest] = problems.map(describeError);
  return new ConfigError(`The configuration is strict, and a plugin cannot be used: ${first}`, {
    details: rest,
  });
}

function needsRestart(plugin: LoadedPlugin): string {
  return `The code of the plugin ${nameOf(plugin)} has changed, but Node keeps the code that it has already imported. Restart the server to use the new code.`;
}

/** Whether two configurations share what plugins are built on. If not, every plugin is built again. */
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

/** Starts every plugin that has something enabled. Throws a ConfigError that names the plugins that fail. */
export async function startEnabled({ registry, runtime }: HostState, selection: Selection): Promise<void> {
  const plugins = registry.plugins.filter((plugin) => isUsed(plugin, selection));
  const results = await Promise.allSettled(plugins.map((plugin) => runtime.prepare(plugin)));
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failed.length > 0) throw strictRefusal(failed);
}

/** True if something of the plugin is enabled. */
export function isUsed(plugin: LoadedPlugin, { tools, resources, prompts }: Selection): boolean {
  const reading = [...resources.values(), ...prompts.values()];
  return (
    [...tools.values()].some(({ enabled, tool }) => enabled && tool.plugin === plugin) ||
    reading.some(({ enabled, feature }) => enabled && feature.plugin === plugin)
  );
}
