import { callTool } from '../call/call.js';
import { getPrompt } from '../call/prompt.js';
import { readResource } from '../call/read.js';
import type { Config } from '../config/config.js';
import { Log } from '../foundation/log.js';
import { ownKey } from '../foundation/own-key.js';
import type { KestraClient } from '../kestra/client.js';
import type { CallContext } from '../plugin/author/context.js';
import type { LoadedPlugin } from '../plugin/load/loaded-plugin.js';
import { work } from '../process/memory.js';
import { VERSION } from '../process/version.js';
import type { Registry } from '../registry/registry.js';
import { maskAll } from '../response/armed.js';
import type { ChangedLists } from '../selection/live.js';
import type { Selection } from '../selection/selection.js';
import type { ServedHost } from '../server/served-host.js';
import { callServices } from './call-services.js';
import { CurrentState, type ReloadCause, type Surroundings } from './current-state.js';
import { type EditionMemory, FORGETFUL } from './edition-memory.js';
import { buildState, type HostState, startEnabled } from './state.js';
import { WarmUp } from './warm-up.js';

type Arguments = Record<string, unknown>;

const MOST_FAULTS = 100;

/**
 * Configuration, plugins, registry, selection; no plugin code is imported and Kestra is not asked anything. `source`
 * gives the configuration as it is now, for a reload; `memory` says what instances were before.
 */
export async function startHost(
  config: Config,
  source = async (): Promise<Config> => config,
  memory: EditionMemory = FORGETFUL,
): Promise<Host> {
  // A plugin may fail before all is put together.
  const log = new Log(config.logLevel, maskAll);
  const host = new Host(await buildState(config, log), { log, source, memory });
  if (config.strict) await host.startEnabled();
  return host;
}

/** Everything between the configuration and a served call, put together in the order of the folders. */
export class Host implements ServedHost {
  readonly version = VERSION;
  /** What plugins have done wrong since the start, beyond those that could not be loaded. */
  readonly faults: string[] = [];
  private readonly current: CurrentState;
  private readonly warmUp = new WarmUp();

  readonly log: Log;

  constructor(state: HostState, around: Omit<Surroundings, 'fault'>) {
    this.log = around.log;
    this.current = new CurrentState(state, { ...around, fault: (text) => this.fault(text) });
  }

  get config(): Config {
    return this.current.state.config;
  }

  get registry(): Registry {
    return this.current.state.registry;
  }

  /** True when calls go to the in-memory stand-in. */
  get sandbox(): boolean {
    return this.config.sandbox !== undefined;
  }

  stateKey(): string {
    return this.config.stateKey ?? ownKey();
  }

  selection(): Selection {
    return this.current.live.current;
  }

  onSelectionChange(listener: (changed: ChangedLists) => void): () => void {
    return this.current.live.onChange(listener);
  }

  ready(): Promise<void> {
    return this.current.awaitEdition();
  }

  listed(): void {
    this.warmUp.soon();
    this.current.askEdition();
  }

  call(name: string, given: Arguments, context: CallContext) {
    work();
    return callTool(this.services({ name, given }), name, given, context);
  }

  read(name: string, variables: Record<string, string>, context: CallContext) {
    return readResource(this.services({ name, variables }), name, variables, context);
  }

  prompt(name: string, given: Arguments, context: CallContext) {
    return getPrompt(this.services({ name, given }), name, given, context);
  }

  /** Masks secrets in a text that leaves the process. */
  redact(text: string): string {
    return this.current.masks.inErrors(text);
  }

  /** Notes a plugin's mistake: in the log, and for `doctor`. */
  fault(text: string): void {
    this.log.error(text);
    if (this.faults.length < MOST_FAULTS) this.faults.push(text);
  }

  /** The one client to Kestra. */
  kestra(): Promise<KestraClient> {
    return this.current.state.backend.kestra();
  }

  /** Asks the instance what it is, now; what depends on it is selected anew. */
  async learnEdition(): Promise<void> {
    this.current.live.learn(await (await this.kestra()).instance.edition());
  }

  /** Imports a plugin and starts it, as its first call would. */
  start(plugin: LoadedPlugin): Promise<void> {
    return this.current.state.runtime.prepare(plugin);
  }

  /** Starts every plugin of which something is on; throws a ConfigError that names those that fail. */
  startEnabled(): Promise<void> {
    return startEnabled(this.current.state, this.selection());
  }

  /**
   * Reads the configuration again and goes over to it; one that cannot be used leaves all as it is. A reload that begins
   * while another is not done takes its place.
   */
  reload(by: ReloadCause = 'request'): Promise<void> {
    return this.current.reload(by);
  }

  /** Ends what the host has started: plugins, and the sandbox, if any. */
  async close(): Promise<void> {
    await this.warmUp.stop();
    await this.current.close();
  }

  private services(own: unknown) {
    return callServices(this.current, this.log, { fault: (text) => this.fault(text), own });
  }
}
