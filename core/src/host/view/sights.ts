import { describeError } from '../../foundation/errors.js';
import { PerCaller } from '../../foundation/keys/per-caller.js';
import { within } from '../../foundation/limit.js';
import type { Log } from '../../foundation/log.js';
import type { Caller } from '../../kestra/caller.js';
import { secretsOf } from '../../kestra/wire/credentials.js';
import { asHost, duringCall } from '../../kestra/wire/scope.js';
import { lending } from '../../response/lent.js';
import type { Edition } from '../../selection/judge.js';
import { addsMore, type ChangedLists, changesBetween, shownLists } from '../../selection/live.js';
import { type Narrowing, narrowedInputs } from '../../selection/narrowing.js';
import { type Selection, select } from '../../selection/selection.js';
import type { Backend } from '../backend.js';
import type { CurrentState } from '../current-state.js';
import { type HostState, selectionInputs } from '../state.js';

/** Longest time that a list waits for the edition of the instance, in milliseconds. */
const PATIENCE = 3_000;
/** Longest time for the request itself. */
const LIMIT = 5_000;
/** After a failure, Kestra is not asked again for this long. */
const AGAIN = 5_000;
/** Number of cached selections: one for each narrowing and edition, whoever the caller is. */
const MOST = 100;

/**
 * More callers than sessions, and longer than an idle session lives, so that a client is told about a list that
 * shrinks.
 */
const REMEMBERED = { most: 2_000, idleMs: 60 * 60_000 };

/** The edition that a caller sees. */
interface Sight {
  edition?: Edition;
  asking?: Promise<void> | undefined;
  notBefore?: number;
}

/** Is told when its view changes. */
interface Watcher {
  look: () => Selection;
  last: Selection;
  listener: (changed: ChangedLists) => void;
}

/**
 * What callers see of the host through their narrowings. About each caller, it stores only the edition that Kestra
 * reports.
 */
export class Sights {
  private readonly selections = new WeakMap<HostState, Map<string, Selection>>();
  private readonly callers = new WeakMap<Backend, PerCaller<Sight>>();
  private readonly watchers = new Set<Watcher>();

  constructor(
    private readonly current: CurrentState,
    private readonly log: Log,
  ) {
    current.live.onReplaced(() => this.tell());
  }

  selection(caller: Caller | undefined, narrowing: Narrowing | undefined): Selection {
    const { live } = this.current;
    if (caller === undefined && narrowing === undefined) return live.current;
    return this.narrowed(narrowing, caller === undefined ? live.knownEdition : this.sightOf(caller).edition);
  }

  /** Asks Kestra for the edition with the caller's present credentials, if anything depends on it. */
  async learn(caller: Caller, narrowing: Narrowing | undefined): Promise<void> {
    const sight = this.sightOf(caller);
    const { notBefore = 0 } = sight;
    if (caller.auth.kind === 'none' || performance.now() < notBefore) return;
    if (!this.waitsFor(caller, narrowing)) return;
    sight.asking ??= this.ask(sight, caller);
    await within(sight.asking, PATIENCE, () => new Error('The list is returned without it.')).catch(
      () => undefined,
    );
  }

  /** True if the caller's list depends on an edition that is not known yet. */
  waitsFor(caller: Caller, narrowing: Narrowing | undefined): boolean {
    if (this.sightOf(caller).edition !== undefined) return false;
    return addsMore(this.narrowed(narrowing, 'EE'), this.narrowed(narrowing, 'OSS'));
  }

  /** Calls the listener whenever the result of `look` changes, until the returned function is called. */
  watch(look: () => Selection, listener: (changed: ChangedLists) => void): () => void {
    const watcher = { look, last: look(), listener };
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private sightOf({ key }: Caller): Sight {
    const { backend } = this.current.state;
    let callers = this.callers.get(backend);
    if (callers === undefined) {
      callers = new PerCaller<Sight>(() => ({}), REMEMBERED);
      this.callers.set(backend, callers);
    }
    return callers.of(key);
  }

  private narrowed(narrowing: Narrowing = {}, edition: Edition): Selection {
    const { state } = this.current;
    const kept = this.selections.get(state) ?? new Map<string, Selection>();
    this.selections.set(state, kept);
    const key = JSON.stringify([edition, narrowing.readOnly, narrowing.only]);
    const selection = kept.get(key) ?? selected(state, narrowing, edition);
    kept.delete(key);
    kept.set(key, selection);
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    return selection;
  }

  private async ask(sight: Sight, caller: Caller): Promise<void> {
    const ending = new AbortController();
    const timer = setTimeout(
      () => ending.abort(new Error(`no answer within ${LIMIT / 1_000} s`)),
      LIMIT,
    ).unref();
    const { signal } = ending;
    await lending(caller.key, secretsOf(caller.auth), async () => {
      try {
        const kestra = await asHost(() => this.current.state.backend.kestra());
        sight.edition = await duringCall({ caller, signal }, () => kestra.instance.editionNow());
      } catch (error) {
        sight.notBefore = performance.now() + AGAIN;
        this.log.info(`The edition of Kestra is not known yet for a caller: ${describeError(error)}`);
      }
    });
    clearTimeout(timer);
    sight.asking = undefined;
    this.tell();
  }

  /** As the host, because none of the watchers belongs to the caller whose request led here. */
  private tell(): void {
    const shown = new Map<Selection, ReturnType<typeof shownLists>>();
    const listsOf = (selection: Selection) => {
      const lists = shown.get(selection) ?? shownLists(selection);
      shown.set(selection, lists);
      return lists;
    };
    asHost(() => {
      for (const watcher of this.watchers) {
        const { last, look, listener } = watcher;
        watcher.last = look();
        const changed =
          watcher.last === last ? undefined : changesBetween(listsOf(last), listsOf(watcher.last));
        if (changed !== undefined) listener(changed);
      }
    });
  }
}

function selected(state: HostState, narrowing: Narrowing, edition: Edition): Selection {
  const { registry, config, origins } = narrowedInputs(selectionInputs(state), narrowing);
  return select(registry, config, origins, edition);
}
