import type { Config } from '../config/config.js';
import { noticeOf } from '../config/trust/notice.js';
import { describeError } from '../foundation/errors.js';
import { within } from '../foundation/limit.js';
import type { Log } from '../foundation/log.js';
import { command } from '../process/command.js';
import { LiveSelection, type Recall } from '../selection/live.js';
import { refuseAddedModules } from './added-modules.js';
import { EditionQuestion } from './edition.js';
import { type EditionMemory, FORGETFUL } from './edition-memory.js';
import { asServed, held } from './held.js';
import { Masks } from './masks.js';
import { buildState, checkReload, type HostState, selectionInputs, startEnabled } from './state.js';
import { TaskSeals } from './tasks/task-seals.js';
import { isTrustedNoMore, tightened } from './tightened.js';

/** Longest wait for a plugin's calls when the process ends, in milliseconds. Their clients are already gone. */
const LAST_DRAIN = 2_000;

/** An explicit request, or only a changed file. */
export type ReloadCause = 'request' | 'edit';

export interface Surroundings {
  log: Log;
  /** Reads the present configuration. */
  source: () => Promise<Config>;
  /** Records a plugin's mistake. */
  fault: (text: string) => void;
  /** The edition of each instance when it was last asked. */
  memory: EditionMemory;
}

/** The state in which calls are served. A reload replaces it. */
export class CurrentState {
  readonly live: LiveSelection;
  readonly masks = new Masks();
  readonly tasks: TaskSeals;
  private edition: EditionQuestion;
  private isAsked = false;
  /** Counts reloads, so that a reload knows that a newer one has overtaken it. */
  private turn = 0;
  private leaving: Promise<unknown> = Promise.resolve();
  /** The configuration from the time when the working folder was trusted, or needed no trust. */
  private trusted: Config | undefined;

  constructor(
    private current: HostState,
    private readonly around: Surroundings,
  ) {
    this.tasks = new TaskSeals(around.memory !== FORGETFUL);
    this.live = new LiveSelection(selectionInputs(current), this.recallOf(current));
    this.edition = this.questionTo(current);
    this.takeIn(current);
    if (current.config.untrusted === undefined) this.trusted = current.config;
  }

  get state(): HostState {
    return this.current;
  }

  /** Asks the instance for its edition in the background. After a reload, asks the new instance. */
  askEdition(): void {
    this.isAsked = true;
    this.edition.ask();
  }

  /**
   * Resolves when a list can be returned. It waits a short time if the list depends on an edition that is not known
   * yet.
   */
  awaitEdition(): Promise<void> {
    this.isAsked = true;
    return this.edition.awaited();
  }

  /**
   * Reads the configuration again and applies it. If the new one is invalid, nothing changes. A newer reload replaces
   * one that is still running. After a mere file edit, some changes wait for a restart.
   */
  async reload(by: ReloadCause): Promise<void> {
    const turn = ++this.turn;
    const { log } = this.around;
    let state: HostState | undefined;
    try {
      state = await buildState(await this.next(by), log, this.current);
      checkReload(this.current, state);
      if (state.config.strict) await startEnabled(state, this.live.under(selectionInputs(state)));
      if (turn === this.turn) return this.goOver(state);
    } catch (error) {
      if (turn === this.turn) {
        log.error(
          `The configuration was not reloaded and the last valid one stays in use: ${describeError(error)}`,
        );
      }
    }
    // The reload was overtaken or failed, so stop what it has started.
    if (state !== undefined) await this.leave(state, this.current);
  }

  /** Returns the new configuration, without the changes that must wait. */
  private async next(by: ReloadCause): Promise<Config> {
    const { log, source } = this.around;
    const before = this.current.config;
    if (by === 'edit') await refuseAddedModules(before);
    const given = await source();
    const trusted =
      this.trusted && isTrustedNoMore(this.trusted, given, by) ? tightened(this.trusted, given) : given;
    const { config: after, waiting: unserved } = asServed(before, trusted);
    if (unserved.length > 0) log.note(`The HTTP settings have changed. They take effect after a restart.`);
    if (by === 'request') return after;
    const { config, waiting } = held(before, after);
    if (waiting.length > 0)
      log.note(`Some changes take effect only after a restart or SIGHUP: ${waiting.join(', ')}.`);
    return config;
  }

  /** Stops the plugins, and the sandbox if it runs. */
  async close(): Promise<void> {
    await this.edition.stop();
    const late = () => new Error('What is left ends with the process.');
    await within(this.leaving, LAST_DRAIN, late).catch(() => undefined);
    const problems = await within(this.current.runtime.close(LAST_DRAIN), 2 * LAST_DRAIN, late).catch(
      () => [],
    );
    for (const problem of problems) this.around.fault(describeError(problem));
    await this.current.backend.close();
  }

  private goOver(state: HostState): void {
    const before = this.current;
    this.current = state;
    if (state.config.untrusted === undefined) this.trusted = state.config;
    const sameBackend = state.backend === before.backend;
    const asked = this.edition;
    if (!sameBackend) this.edition = this.questionTo(state);
    this.live.replace(selectionInputs(state), sameBackend, this.recallOf(state));
    this.takeIn(state);
    if (this.isAsked) this.edition.ask();
    const from = state.config.file ? ` from ${state.config.file}` : '';
    this.around.log.info(`The configuration was reloaded${from}.`);
    // In the background, because calls in flight can take a while.
    this.leaving = Promise.all([
      this.leaving,
      asked !== this.edition && asked.stop(),
      this.leave(before, state),
    ]);
  }

  /** Unloads plugins that the configuration no longer has, after their calls in flight. */
  private async leave(before: HostState, now: HostState): Promise<void> {
    const { callMs } = before.config.limits;
    const gone = before.registry.plugins.filter((plugin) => !now.registry.plugins.includes(plugin));
    const problems =
      now.runtime === before.runtime
        ? await Promise.all(gone.map((plugin) => before.runtime.unload(plugin, callMs)))
        : await before.runtime.close(callMs);
    for (const problem of problems) if (problem !== undefined) this.around.fault(describeError(problem));
    if (now.backend !== before.backend) await before.backend.close();
  }

  private questionTo({ backend, config }: HostState): EditionQuestion {
    const { log, memory } = this.around;
    return new EditionQuestion({
      ...{ selection: this.live, kestra: () => backend.kestra(), log },
      // Do not remember the edition of a sandbox: each sandbox is a new instance.
      ...(!config.sandbox && { learnt: (edition) => memory.remember(config.kestra.baseUrl, edition) }),
    });
  }

  private recallOf({ config }: HostState): Recall | undefined {
    return config.sandbox ? undefined : () => this.around.memory.recall(config.kestra.baseUrl);
  }

  /** Applies a new state to the log: its level, the secrets to mask, and its messages. */
  private takeIn({ config, registry, secrets, warnings, errors }: HostState): void {
    const { log } = this.around;
    this.masks.add(secrets);
    log.configure(config.logLevel, (text) => this.masks.inLog(text));
    for (const { problem } of registry.quarantined) log.error(describeError(problem));
    for (const error of errors) log.error(error);
    for (const note of [...(config.warnings ?? []), ...noticeOf(config.untrusted)]) log.note(note);
    for (const mended of config.mended ?? []) log.info(mended);
    for (const warning of warnings) log.warning(warning);
    const { tools, resources, prompts, skills } = this.live.current;
    const all = [...tools.values(), ...resources.values(), ...prompts.values(), ...skills.values()];
    if (!all.some(({ enabled }) => enabled))
      log.warning(`No tool is enabled. Run ${command('list')} to see why.`);
  }
}
