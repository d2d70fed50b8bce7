import { Backend } from './backend.js';
import { type CallServices, callTool } from './call/call.js';
import type { Config } from './config/config.js';
import { EditionQuestion } from './edition.js';
import { describeError } from './errors.js';
import type { KestraClient } from './kestra/client.js';
import { secretsOf } from './kestra/credentials.js';
import { Log } from './log.js';
import { loadPlugins } from './plugin/load.js';
import { PluginRuntime } from './plugin/run.js';
import { buildRegistry, type Registry } from './registry/registry.js';
import { redactor, SHORTEST_IN_RESULTS } from './response/redact.js';
import { checkNames } from './selection/check.js';
import { LiveSelection } from './selection/live.js';
import type { ListOrigins, Selection } from './selection/selection.js';
import type { ServedHost } from './server/mcp-server.js';
import { VERSION } from './version.js';

/** Everything between the configuration and a served call, put together in the order of the folders. */
export interface Host extends ServedHost {
  config: Config;
  registry: Registry;
  log: Log;
  /** Masks secrets in a text that leaves the process. */
  redact(text: string): string;
  /** The one client to Kestra. */
  kestra(): Promise<KestraClient>;
  /** Asks the instance what it is, now; what depends on it is selected anew. */
  learnEdition(): Promise<void>;
  /** Ends what the host has started: the sandbox, if any. */
  close(): Promise<void>;
}

/** Configuration, plugins, registry, selection; no plugin code is imported and Kestra is not asked anything. */
export async function startHost(config: Config): Promise<Host> {
  const secrets = secretsOf(config.kestra.auth);
  const redact = redactor(secrets);
  const log = new Log(config.logLevel, redact);
  const registry = buildRegistry(await loadPlugins(config.plugins, config.folder));
  const selection = new LiveSelection(registry, config.tools, listOrigins(config));
  report(log, registry, selection.current, checkNames(config, registry));

  const backend = new Backend(config);
  const edition = new EditionQuestion(selection, () => backend.kestra(), log);
  const services: CallServices = {
    selection: () => selection.current,
    runtime: new PluginRuntime(() => backend.injectables()),
    redact,
    redactResult: redactor(secrets, SHORTEST_IN_RESULTS),
    ended: (tool, milliseconds, error) => {
      const time = `${tool}: ${milliseconds.toFixed(0)} ms`;
      if (error === undefined) log.debug(time);
      else log.info(`${time}, failed: ${describeError(error)}`);
    },
  };
  return {
    version: VERSION,
    sandbox: config.sandbox !== undefined,
    config,
    registry,
    log,
    redact,
    selection: () => selection.current,
    onSelectionChange: (listener) => selection.onChange(listener),
    listed: () => edition.ask(),
    learnEdition: async () => selection.learn(await (await backend.kestra()).instance.edition()),
    call: (name, given, context) => callTool(services, name, given, context),
    kestra: () => backend.kestra(),
    close: async () => {
      edition.stop();
      await backend.close();
    },
  };
}

function listOrigins({ origins }: Config): ListOrigins {
  const entries = (['enable', 'only', 'disable', 'readOnly'] as const).flatMap((list) => {
    const origin = origins[`tools.${list}`];
    return origin === undefined ? [] : [[list, origin]];
  });
  return Object.fromEntries(entries) as ListOrigins;
}

function report(
  log: Log,
  { quarantined }: Registry,
  selection: Selection,
  warnings: readonly string[],
): void {
  for (const { problem } of quarantined) log.error(describeError(problem));
  for (const warning of warnings) log.warning(warning);
  const enabled = [...selection.values()].some((tool) => tool.enabled);
  if (!enabled) log.warning('No tool is enabled: kestra-mcp list says why.');
}
