import { callTool } from '../call/call.js';
import { getPrompt } from '../call/prompt.js';
import { readResource } from '../call/read.js';
import type { CallServices } from '../call/services.js';
import type { Config } from '../config/config.js';
import { describeError } from '../foundation/errors.js';
import { within } from '../foundation/limit.js';
import { Log } from '../foundation/log.js';
import type { KestraClient } from '../kestra/client.js';
import type { ToolContext } from '../plugin/author/context.js';
import type { LoadedPlugin } from '../plugin/load/load.js';
import { work } from '../process/memory.js';
import { VERSION } from '../process/version.js';
import type { Registry } from '../registry/registry.js';
import { type ChangedLists, LiveSelection } from '../selection/live.js';
import type { Selection } from '../selection/selection.js';
import type { ServedHost } from '../server/mcp-server.js';
import { EditionQuestion } from './edition.js';
import { Masks } from './masks.js';
import { buildState, checkReload, type HostState, selectionInputs, startEnabled } from './state.js';

type Arguments = Record<string, unknown>;

/** Longest wait for a plugin's calls when the process ends, in milliseconds: their clients are gone. */
const LAST_DRAIN = 2_000;
const MOST_FAULTS = 100;
/** Time after the list in which a client has other things to do, in milliseconds. */
const IDLE = 50;

/**
 * Configuration, plugins, registry, selection; no plugin code is imported and Kestra is not asked anything. `source`
 * gives the configuration as it is now, for a reload.
 */
export async function startHost(config: Config, source = async (): Promise<Config> => config): Promise<Host> {
  const log = new Log(config.logLevel);
  const host = new Host(await buildState(config, log), log, source);
  if (config.strict) await host.startEnabled();
  return host;
}

/** Everything between the configuration and a served call, put together in the order of the folders. */
export class Host implements ServedHost {
  readonly version = VERSION;
  /** What plugins have done wrong since the start, beyond those that could not be loaded. */
  readonly faults: string[] = [];
  private readonly live: LiveSelection;
  private edition: EditionQuestion;
  private hasListed = false;
  /** Counts reloads, so that one that was overtaken knows it. */
  private turn = 0;
  private leaving: Promise<unknown> = Promise.resolve();
  private readonly masks = new Masks();

  constructor(
    private state: HostState,
    readonly log: Log,
    private readonly source: () => Promise<Config>,
  ) {
    this.live = new LiveSelection(selectionInputs(state));
    this.edition = this.questionTo(state);
    this.takeIn(state);
  }

  get config(): Config {
    return this.state.config;
  }

  get registry(): Registry {
    return this.state.registry;
  }

  /** True when calls go to the in-memory stand-in. */
  get sandbox(): boolean {
    return this.config.sandbox !== undefined;
  }

  selection(): Selection {
    return this.live.current;
  }

  onSelectionChange(listener: (changed: ChangedLists) => void): () => void {
    return this.live.onChange(listener);
  }

  listed(): void {
    if (!this.hasListed) setTimeout(warm, IDLE).unref();
    this.hasListed = true;
    this.edition.ask();
  }

  call(name: string, given: Arguments, context: ToolContext) {
    work();
    return callTool(this.services(), name, given, context);
  }

  read(name: string, variables: Record<string, string>, context: ToolContext) {
    return readResource(this.services(), name, variables, context);
  }

  prompt(name: string, given: Arguments, context: ToolContext) {
    return getPrompt(this.services(), name, given, context);
  }

  /** Masks secrets in a text that leaves the process. */
  redact(text: string): string {
    return this.masks.inErrors(text);
  }

  /** Notes a plugin's mistake: in the log, and for `doctor`. */
  fault(text: string): void {
    this.log.error(text);
    if (this.faults.length < MOST_FAULTS) this.faults.push(text);
  }

  /** The one client to Kestra. */
  kestra(): Promise<KestraClient> {
    return this.state.backend.kestra();
  }

  /** Asks the instance what it is, now; what depends on it is selected anew. */
  async learnEdition(): Promise<void> {
    this.live.learn(await (await this.kestra()).instance.edition());
  }

  /** Imports a plugin and starts it, as its first call would. */
  start(plugin: LoadedPlugin): Promise<void> {
    return this.state.runtime.prepare(plugin);
  }

  /** Starts every plugin of which something is on; throws a ConfigError that names those that fail. */
  startEnabled(): Promise<void> {
    return startEnabled(this.state, this.selection());
  }

  /**
   * Reads the configuration again and goes over to it; one that cannot be used leaves all as it is. A reload that begins
   * while another is not done takes its place.
   */
  async reload(): Promise<void> {
    const turn = ++this.turn;
    let state: HostState | undefined;
    try {
      state = await buildState(await this.source(), this.log, this.state);
      checkReload(this.state, state);
      if (state.config.strict) await startEnabled(state, this.live.under(selectionInputs(state)));
      if (turn === this.turn) return this.goOver(state);
    } catch (error) {
      if (turn === this.turn) {
        this.log.error(
          `The configuration was not reloaded, the last good one stays: ${describeError(error)}`,
        );
      }
    }
    // Overtaken, or no good: what it has started ends with it.
    if (state !== undefined) await this.leave(state, this.state);
  }

  /** Ends what the host has started: plugins, and the sandbox, if any. */
  async close(): Promise<void> {
    this.edition.stop();
    const late = () => new Error('What is left is left to the end of the process.');
    await within(this.leaving, LAST_DRAIN, late).catch(() => undefined);
    const problems = await within(this.state.runtime.close(LAST_DRAIN), 2 * LAST_DRAIN, late).catch(() => []);
    for (const problem of problems) this.fault(describeError(problem));
    await this.state.backend.close();
  }

  private goOver(state: HostState): void {
    const before = this.state;
    this.state = state;
    const sameBackend = state.backend === before.backend;
    if (!sameBackend) {
      this.edition.stop();
      this.edition = this.questionTo(state);
    }
    this.live.replace(selectionInputs(state), sameBackend);
    this.takeIn(state);
    if (this.hasListed) this.edition.ask();
    this.log.info(`The configuration was reloaded${state.config.file ? ` from ${state.config.file}` : ''}.`);
    // In the background: calls in flight may take their time.
    this.leaving = Promise.all([this.leaving, this.leave(before, state)]);
  }

  /** Unloads what the configuration has no more; calls in flight finish first. */
  private async leave(before: HostState, now: HostState): Promise<void> {
    const { callMs } = before.config.limits;
    const gone = before.registry.plugins.filter((plugin) => !now.registry.plugins.includes(plugin));
    const problems =
      now.runtime === before.runtime
        ? await Promise.all(gone.map((plugin) => before.runtime.unload(plugin, callMs)))
        : await before.runtime.close(callMs);
    for (const problem of problems) if (problem !== undefined) this.fault(describeError(problem));
    if (now.backend !== before.backend) await before.backend.close();
  }

  private services(): CallServices {
    const { runtime, config } = this.state;
    return {
      selection: () => this.live.current,
      runtime,
      callMs: config.limits.callMs,
      redact: (text) => this.masks.inErrors(text),
      redactResult: (text) => this.masks.inResults(text),
      ended: (name, milliseconds, error) => {
        const time = `${name}: ${milliseconds.toFixed(0)} ms`;
        if (error === undefined) this.log.debug(time);
        else this.log.info(`${time}, failed: ${describeError(error)}`);
      },
      fault: (text) => this.fault(text),
    };
  }

  private questionTo({ backend }: HostState): EditionQuestion {
    return new EditionQuestion(this.live, () => backend.kestra(), this.log);
  }

  /** What a new state brings for the log: its level, secrets to mask, and what to tell. */
  private takeIn({ config, registry, secrets, warnings, errors }: HostState): void {
    this.masks.add(secrets);
    this.log.configure(config.logLevel, (text) => this.masks.inErrors(text));
    for (const { problem } of registry.quarantined) this.log.error(describeError(problem));
    for (const error of errors) this.log.error(error);
    for (const warning of warnings) this.log.warning(warning);
    const { tools, resources, prompts } = this.selection();
    const all = [...tools.values(), ...resources.values(), ...prompts.values()];
    if (!all.some(({ enabled }) => enabled))
      this.log.warning('No tool is enabled: kestra-mcp list says why.');
  }
}

/** Reads what the first call of any plugin needs; no plugin's own code, which may never be called. */
function warm(): void {
  // A module that cannot be read will say so when it is needed.
  Promise.all([import('../plugin/run/injection.js'), import('../kestra/client.js')]).catch(() => undefined);
}
