import { describeError, KestraMcpError } from '../../foundation/errors.js';
import { within } from '../../foundation/limit.js';
import type { PluginDefinition } from '../author/define.js';
import { optionsClass } from '../author/options.js';
import type { PluginServices } from '../author/services.js';
import { parseOptions } from '../load/check-options.js';
import { asPlugin, nameOf, problemOf } from '../load/identity.js';
import type { LoadedPlugin } from '../load/loaded-plugin.js';
import { handlersOf, type Runnables } from './runnables.js';
import type { RuntimeSettings } from './settings.js';

/** A started plugin: its code is imported, its options are checked, its container is built and `onInit` is done. */
export interface StartedPlugin {
  runnables: Runnables;
  dispose: () => Promise<void>;
}

/** Imports and starts a plugin. Errors name the plugin. */
export async function startPlugin(
  plugin: LoadedPlugin,
  { services: lend, startMs }: RuntimeSettings,
): Promise<StartedPlugin> {
  const [definition, host, { PluginContainer }] = await Promise.all([
    plugin.definition(),
    lend(plugin),
    import('./injection.js'),
  ]);
  const options = parseOptions(plugin, definition, plugin.options);
  const type = optionsClass(definition.options);
  const classes = [...definition.groups, ...definition.providers];
  const container = new PluginContainer(host.injectables, classes, type && { type, values: options });
  const services: PluginServices = {
    kestra: host.kestra,
    options,
    log: host.log,
    get: (wanted) => container.get(wanted),
  };
  const runnables = named(plugin, 'could not be instantiated', () => handlersOf(definition, services));
  await runHook(plugin, definition, 'onInit', { services, startMs });
  return { runnables, dispose: () => runHook(plugin, definition, 'onDispose', { services, startMs }) };
}

async function runHook(
  plugin: LoadedPlugin,
  definition: PluginDefinition,
  name: 'onInit' | 'onDispose',
  { services, startMs }: { services: PluginServices; startMs: number },
): Promise<void> {
  if (definition[name] === undefined) return;
  const late = () =>
    problemOf(plugin, `did not finish ${name} within ${startMs / 1_000} s.`, {
      hint: 'It probably awaits something that never resolves. Fix the plugin, or report this to its author.',
    });
  const done = asPlugin(plugin, async () => definition[name]?.(services));
  await within(done, startMs, late).catch((cause: unknown) => {
    throw byName(plugin, `failed in ${name}`, cause);
  });
}

function named<T>(plugin: LoadedPlugin, what: string, build: () => T): T {
  try {
    return build();
  } catch (cause) {
    throw byName(plugin, what, cause);
  }
}

/** An error thrown by a plugin's code, as an error of that plugin. */
function byName(plugin: LoadedPlugin, what: string, cause: unknown): KestraMcpError {
  if (KestraMcpError.is(cause) && cause.message.includes(nameOf(plugin))) return cause;
  const hint = 'Fix the plugin, report this to its author, or remove it from `plugins`.';
  if (!KestraMcpError.is(cause))
    return problemOf(plugin, `${what}: ${describeError(cause)}`, { cause, hint });
  return problemOf(plugin, `${what}: ${cause.message}`, {
    cause,
    details: cause.details,
    hint: cause.hint ?? hint,
  });
}
