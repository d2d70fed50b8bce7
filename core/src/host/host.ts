import type { CompletionAsked } from '../call/complete/complete.js';
import type { Config } from '../config/config.js';
import { Log } from '../foundation/log.js';
import type { KestraClient } from '../kestra/client.js';
import { asHost } from '../kestra/wire/scope.js';
import type { CallContext } from '../plugin/author/context.js';
import type { LoadedPlugin } from '../plugin/load/loaded-plugin.js';
import { VERSION } from '../process/version.js';
import type { Registry } from '../registry/registry.js';
import { maskInLog } from '../response/lent.js';
import type { ChangedLists } from '../selection/live.js';
import { checkNarrowing } from '../selection/narrowing.js';
import type { Selection } from '../selection/selection.js';
import type { ServedHost } from '../server/served-host.js';
import { CurrentState, type ReloadCause, type Surroundings } from './current-state.js';
import { type EditionMemory, FORGETFUL } from './edition-memory.js';
import { buildState, type HostState, startEnabled } from './state.js';
import type { Readiness, Ready } from './view/readiness.js';
import { Sights } from './view/sights.js';
import { HostView, type Seen, type Viewed } from './view/view.js';
import { WarmUp } from './warm-up.js';

type Arguments = Record<string, unknown>;

const MOST_FAULTS = 100;

/**
 * Starts a host: configuration, plugins, registry, selection. It imports no plugin code and sends no request to Kestra.
 * `source` reads the present configuration for a reload, and `memory` remembers the editions of instances.
 */
export async function startHost(
  config: Config,
  source = async (): Promise<Config> => config,
  memory: EditionMemory = FORGETFUL,
): Promise<Host> {
  // A plugin may fail before the host exists.
  const log = new Log(config.logLevel, maskInLog);
  const host = new Host(await buildState(config, log), { log, source, memory });
  if (config.strict) await host.startEnabled();
  return host;
}

/** Connects everything from the configuration to a served call. */
export class Host implements ServedHost {
  readonly version = VERSION;
  /** The mistakes of plugins since the start, except for plugins that could not be loaded. */
  readonly faults: string[] = [];
  private readonly current: CurrentState;
  private readonly warmUp = new WarmUp();
  private readonly viewed: Viewed;
  /** The host's own view, without a caller or a narrowing. */
  private readonly whole: HostView;
  private isReady: Promise<Readiness> | undefined;

  readonly log: Log;

  constructor(state: HostState, around: Omit<Surroundings, 'fault'>) {
    const { log } = around;
    const fault = (text: string) => this.fault(text);
    this.log = log;
    const current = new CurrentState(state, { ...around, fault });
    this.current = current;
    const sights = new Sights(current, log);
    this.viewed = { current, sights, log, fault, warmUp: () => this.warmUp.soon() };
    this.whole = new HostView(this.viewed);
  }

  /**
   * The host as one caller sees it, with the narrowing that the caller asks for. Throws a ConfigError if that names
   * something that does not exist, and a KestraMcpError `KMCP_OUTSIDE` for a tenant that the configuration does not
   * allow.
   */
  view(seen: Seen): HostView {
    if (seen.narrowing !== undefined) checkNarrowing(seen.narrowing, this.registry);
    return new HostView(this.viewed, seen);
  }

  get config(): Config {
    return this.current.state.config;
  }

  get registry(): Registry {
    return this.current.state.registry;
  }

  /** True if calls go to the in-memory Kestra simulator. */
  get sandbox(): boolean {
    return this.config.sandbox !== undefined;
  }

  stateKey(): string {
    return this.whole.stateKey();
  }

  get sharing(): object {
    return this.whole.sharing;
  }

  selection(): Selection {
    return this.whole.selection();
  }

  onSelectionChange(listener: (changed: ChangedLists) => void): () => void {
    return this.whole.onSelectionChange(listener);
  }

  ready(): Promise<void> {
    return this.whole.ready();
  }

  isProvisional(): boolean {
    return this.whole.isProvisional();
  }

  listed(): void {
    this.whole.listed();
  }

  call(name: string, given: Arguments, context: CallContext) {
    return this.whole.call(name, given, context);
  }

  read(name: string, variables: Record<string, string>, context: CallContext) {
    return this.whole.read(name, variables, context);
  }

  complete(asked: CompletionAsked, context: CallContext) {
    return this.whole.complete(asked, context);
  }

  prompt(name: string, given: Arguments, context: CallContext) {
    return this.whole.prompt(name, given, context);
  }

  lookAtTask(id: string, context: CallContext) {
    return this.whole.lookAtTask(id, context);
  }

  cancelTask(id: string) {
    return this.whole.cancelTask(id);
  }

  /** Masks secrets in a text that leaves the process. */
  redact(text: string): string {
    return this.current.masks.inLog(text);
  }

  /** Records a plugin's mistake in the log and for `doctor`. */
  fault(text: string): void {
    this.log.error(text);
    // Mask it now: it is shown after the call, when the caller's secrets are no longer known.
    if (this.faults.length < MOST_FAULTS) this.faults.push(maskInLog(text));
  }

  /** The host's only client to Kestra. */
  kestra(): Promise<KestraClient> {
    return this.current.state.backend.kestra();
  }

  /** Asks the instance for its edition now, and updates the selection. */
  async learnEdition(): Promise<void> {
    const { instance } = await this.kestra();
    this.current.live.learn(await asHost(() => instance.edition()));
  }

  /** Imports and starts a plugin, as its first call would. */
  start(plugin: LoadedPlugin): Promise<void> {
    return this.current.state.runtime.prepare(plugin);
  }

  /** Starts every plugin that has something enabled. Throws a ConfigError that names the plugins that fail. */
  startEnabled(): Promise<void> {
    return startEnabled(this.current.state, this.selection());
  }

  /**
   * Reads the configuration again and applies it. If the new one is invalid, nothing changes. A newer reload replaces
   * one that is still running.
   */
  reload(by: ReloadCause = 'request'): Promise<void> {
    return this.current.reload(by);
  }

  /**
   * Whether the server is ready. The answer is at most one second old. `callersOwn` means that each call brings its own
   * credentials, and that the host has none.
   */
  async readiness(callersOwn = false): Promise<Ready> {
    this.isReady ??= import('./view/readiness.js').then(
      (module) => new module.Readiness(() => this.current.state),
    );
    return (await this.isReady).ask(callersOwn);
  }

  /** Stops the plugins, and the sandbox if it runs. */
  async close(): Promise<void> {
    await this.warmUp.stop();
    await this.current.close();
  }
}
