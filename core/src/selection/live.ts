import type { ToolsConfig } from '../config/config.js';
import type { Registry } from '../registry/registry.js';
import { mayEcho } from './echo.js';
import type { Edition, ListOrigins } from './judge.js';
import { narrowedArguments, narrowedTool } from './schema.js';
import { type Selection, select } from './selection.js';

/** What a selection is made of, beside what the instance is. */
export interface SelectionInputs {
  registry: Registry;
  config: ToolsConfig;
  origins: ListOrigins;
}

/** What the instance was when it was asked last, looked up only where something depends on it. */
export type Recall = () => Edition;

/** Which of the lists that a client has seen are others now. */
export interface ChangedLists {
  tools: boolean;
  resources: boolean;
  prompts: boolean;
}

/** The selection as it is now, and a word to whoever listens when it changes. */
export class LiveSelection {
  private selection: Selection;
  private edition: Edition;
  private readonly listeners = new Set<(changed: ChangedLists) => void>();
  /** Who has a selection of their own made of the same inputs. */
  private readonly others = new Set<() => void>();

  constructor(
    private inputs: SelectionInputs,
    recall?: Recall,
  ) {
    this.selection = this.recalled(recall);
  }

  get current(): Selection {
    return this.selection;
  }

  /** What the instance is known to be. */
  get knownEdition(): Edition {
    return this.edition;
  }

  /** True while something waits for an answer to what the instance is. */
  get waitsForEdition(): boolean {
    return this.edition === undefined && this.dependsOnEdition;
  }

  /** True where what is on depends on what the instance is. */
  get dependsOnEdition(): boolean {
    return addsMore(this.under(this.inputs, 'EE'), this.under(this.inputs, 'OSS'));
  }

  /** Takes in what the instance is, and tells the listeners when that changes what is on. */
  learn(edition: Edition): void {
    // As a rule it is what was remembered, and the first call may be waiting.
    if (edition === this.edition) return;
    this.edition = edition;
    this.change(this.under(this.inputs));
  }

  /** Takes in another configuration, of the same instance or of one that has not been asked yet. */
  replace(inputs: SelectionInputs, sameInstance: boolean, recall?: Recall): void {
    this.inputs = inputs;
    if (!sameInstance) this.edition = undefined;
    this.change(this.recalled(recall));
  }

  /** Calls the listener at each change until the function returned is called. */
  onChange(listener: (changed: ChangedLists) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back whenever inputs or edition may be others, whether or not that changes this selection. */
  onReplaced(listener: () => void): void {
    this.others.add(listener);
  }

  /** The selection under the present inputs, with what is remembered of an instance that has not been asked. */
  private recalled(recall: Recall = () => undefined): Selection {
    if (this.waitsForEdition) this.edition = recall();
    return this.under(this.inputs);
  }

  private change(selection: Selection): void {
    const changed = changesBetween(shownLists(this.selection), shownLists(selection));
    this.selection = selection;
    for (const listener of this.others) listener();
    if (changed === undefined) return;
    for (const listener of this.listeners) listener(changed);
  }

  /** What another configuration would select, as far as the instance is known. */
  under({ registry, config, origins }: SelectionInputs, edition = this.edition): Selection {
    return select(registry, config, origins, edition);
  }
}

/** True where one selection has something on that the other has not. */
export function addsMore(one: Selection, other: Selection): boolean {
  return (['tools', 'resources', 'prompts', 'skills'] as const).some((kind) =>
    [...one[kind]].some(([name, { enabled }]) => enabled && !other[kind].get(name)?.enabled),
  );
}

/** What a client sees of each kind, to tell whether it is another. */
export type ShownLists = Record<keyof ChangedLists, string>;

export function shownLists(selection: Selection): ShownLists {
  return {
    tools: shownTools(selection),
    resources: shownResources(selection),
    prompts: shownPrompts(selection),
  };
}

/** Which of the lists are others; undefined when none is. */
export function changesBetween(before: ShownLists, after: ShownLists): ChangedLists | undefined {
  const changed = {
    tools: before.tools !== after.tools,
    resources: before.resources !== after.resources,
    prompts: before.prompts !== after.prompts,
  };
  return changed.tools || changed.resources || changed.prompts ? changed : undefined;
}

function shownTools({ tools, fixed, confirm }: Selection): string {
  const seen = [...tools.values()].flatMap((selected) => {
    if (!selected.enabled) return [];
    const { name, title } = selected.tool.manifest;
    const shown = narrowedTool(selected, fixed, { confirm });
    // A client that can be asked sees another one, which may change where this does not.
    const echoes = mayEcho(selected, confirm, true);
    return [{ name, title, effect: selected.effect, ...shown, echoes }];
  });
  return JSON.stringify(seen);
}

/** Skills are listed among them, too. */
function shownResources({ resources, skills }: Selection): string {
  return JSON.stringify(
    [...resources.values(), ...skills.values()].flatMap(({ enabled, feature }) =>
      enabled ? [feature.manifest] : [],
    ),
  );
}

function shownPrompts({ prompts, fixed }: Selection): string {
  const seen = [...prompts.values()].flatMap(({ enabled, feature: { manifest } }) =>
    enabled ? [{ ...manifest, arguments: narrowedArguments(manifest, fixed) }] : [],
  );
  return JSON.stringify(seen);
}
