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

/** Longest wait for a plugin's calls when the process ends, in milliseconds: their clients are gone. */
const LAST_DRAIN = 2_000;

/** Somebody has asked for it, or a file has merely changed. */
export type ReloadCause = 'request' | 'edit';

export interface Surroundings {
  log: Log;
  /** Gives the configuration as it is now. */
  source: () => Promise<Config>;
  /** Notes a plugin's mistake. */
  fault: (text: string) => void;
  /** What the instances were when they were asked last. */
  memory: EditionMemory;
}

/** The state that calls are served in, and how the next one takes its place. */
export class CurrentState {
  readonly live: LiveSelection;
  readonly masks = new Masks();
  readonly tasks: TaskSeals;
  private edition: EditionQuestion;
  private isAsked = false;
  /** Counts reloads, so that one that was overtaken knows it. */
  private turn = 0;
  private leaving: Promise<unknown> = Promise.resolve();
  /** As it was while the working folder was trusted, or needed no trust. */
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

  /** Asks the instance for its edition in the background, and each that takes its place. */
  askEdition(): void {
    this.isAsked = true;
    this.edition.ask();
  }

  /** Resolves when a list can be given: after a short wait for the edition where it matters and is not known. */
  awaitEdition(): Promise<void> {
    this.isAsked = true;
    return this.edition.awaited();
  }

  /**
   * Reads the configuration again and goes over to it; one that cannot be used leaves all as it is. A reload that begins
   * while another is not done takes its place. After a mere edit some of it waits for a restart.
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
    // Overtaken, or no good: what it has started ends with it.
    if (state !== undefined) await this.leave(state, this.current);
  }

  /** The configuration as it is now, short of what may not be in effect yet. */
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

  /** Ends what was started: plugins, and the sandbox, if any. */
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
    // In the background: calls in flight may take their time.
    this.leaving = Promise.all([
      this.leaving,
      asked !== this.edition && asked.stop(),
      this.leave(before, state),
    ]);
  }

  /** Unloads what the configuration has no more; calls in flight finish first. */
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
      // The sandbox is another one each time.
      ...(!config.sandbox && { learnt: (edition) => memory.remember(config.kestra.baseUrl, edition) }),
    });
  }

  private recallOf({ config }: HostState): Recall | undefined {
    return config.sandbox ? undefined : () => this.around.memory.recall(config.kestra.baseUrl);
  }

  /** What a new state brings for the log: its level, secrets to mask, and what to tell. */
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
