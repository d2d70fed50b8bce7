import type { ToolsConfig } from '../config/config.js';
import type { Registry } from '../registry/registry.js';
import { mayEcho } from './echo.js';
import type { Edition, ListOrigins } from './judge.js';
import { narrowedArguments, narrowedTool } from './schema.js';
import { type Selection, select } from './selection.js';

/** The inputs of a selection, besides the edition. */
export interface SelectionInputs {
  registry: Registry;
  config: ToolsConfig;
  origins: ListOrigins;
}

/** The edition that was last seen. Read only if something depends on it. */
export type Recall = () => Edition;

/** Which of the lists that clients see have changed. */
export interface ChangedLists {
  tools: boolean;
  resources: boolean;
  prompts: boolean;
}

/** The current selection. Notifies listeners when it changes. */
export class LiveSelection {
  private selection: Selection;
  private edition: Edition;
  private readonly listeners = new Set<(changed: ChangedLists) => void>();
  /** Holders of their own selections with the same inputs. */
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

  /** The edition of the instance, if known. */
  get knownEdition(): Edition {
    return this.edition;
  }

  /** True while something depends on an edition that is not known yet. */
  get waitsForEdition(): boolean {
    return this.edition === undefined && this.dependsOnEdition;
  }

  /** True if the selection depends on the edition. */
  get dependsOnEdition(): boolean {
    return addsMore(this.under(this.inputs, 'EE'), this.under(this.inputs, 'OSS'));
  }

  /** Sets the edition, and notifies listeners if that changes the selection. */
  learn(edition: Edition): void {
    // Usually it is the remembered edition, and the first call may be waiting.
    if (edition === this.edition) return;
    this.edition = edition;
    this.change(this.under(this.inputs));
  }

  /** Sets another configuration, for the same instance or for one whose edition is not known yet. */
  replace(inputs: SelectionInputs, sameInstance: boolean, recall?: Recall): void {
    this.inputs = inputs;
    if (!sameInstance) this.edition = undefined;
    this.change(this.recalled(recall));
  }

  /** Calls the listener on each change. The returned function stops this. */
  onChange(listener: (changed: ChangedLists) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back whenever inputs or edition may have changed, even if this selection stays the same. */
  onReplaced(listener: () => void): void {
    this.others.add(listener);
  }

  /** The selection for the present inputs, with the remembered edition if the instance was not asked yet. */
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

  /** The selection that another configuration would give, as far as the edition is known. */
  under({ registry, config, origins }: SelectionInputs, edition = this.edition): Selection {
    return select(registry, config, origins, edition);
  }
}

/** True if one selection enables something that the other does not. */
export function addsMore(one: Selection, other: Selection): boolean {
  return (['tools', 'resources', 'prompts', 'skills'] as const).some((kind) =>
    [...one[kind]].some(([name, { enabled }]) => enabled && !other[kind].get(name)?.enabled),
  );
}

/** What a client sees of each kind, for comparison. */
export type ShownLists = Record<keyof ChangedLists, string>;

export function shownLists(selection: Selection): ShownLists {
  return {
    tools: shownTools(selection),
    resources: shownResources(selection),
    prompts: shownPrompts(selection),
  };
}

/** Which lists differ; undefined if none does. */
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
    // A client that can ask its user sees another list, which may change although this one does not.
    const echoes = mayEcho(selected, confirm, true);
    return [{ name, title, effect: selected.effect, ...shown, echoes }];
  });
  return JSON.stringify(seen);
}

/** Skills are listed as resources. */
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
