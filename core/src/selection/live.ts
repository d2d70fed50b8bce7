import type { ToolsConfig } from '../config/config.js';
import type { Registry } from '../registry/registry.js';
import { narrowedArguments, narrowedTool } from './schema.js';
import { type Edition, type ListOrigins, type Selection, select } from './selection.js';

/** What a selection is made of, beside what the instance is. */
export interface SelectionInputs {
  registry: Registry;
  config: ToolsConfig;
  origins: ListOrigins;
}

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

  constructor(private inputs: SelectionInputs) {
    this.selection = this.under(inputs);
  }

  get current(): Selection {
    return this.selection;
  }

  /** True while something waits for an answer to what the instance is. */
  get waitsForEdition(): boolean {
    if (this.edition !== undefined) return false;
    const known = this.under(this.inputs, 'EE');
    return (['tools', 'resources', 'prompts'] as const).some((kind) =>
      [...this.selection[kind]].some(([name, { enabled }]) => !enabled && known[kind].get(name)?.enabled),
    );
  }

  /** Takes in what the instance is, and tells the listeners when that changes what is on. */
  learn(edition: Edition): void {
    this.edition = edition;
    this.change(this.under(this.inputs));
  }

  /** Takes in another configuration, of the same instance or of one that has not been asked yet. */
  replace(inputs: SelectionInputs, sameInstance: boolean): void {
    this.inputs = inputs;
    if (!sameInstance) this.edition = undefined;
    this.change(this.under(inputs));
  }

  /** Calls the listener at each change until the function returned is called. */
  onChange(listener: (changed: ChangedLists) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private change(selection: Selection): void {
    const before = this.selection;
    this.selection = selection;
    const changed = {
      tools: shownTools(before) !== shownTools(selection),
      resources: shownResources(before) !== shownResources(selection),
      prompts: shownPrompts(before) !== shownPrompts(selection),
    };
    if (!changed.tools && !changed.resources && !changed.prompts) return;
    for (const listener of this.listeners) listener(changed);
  }

  /** What another configuration would select, as far as the instance is known. */
  under({ registry, config, origins }: SelectionInputs, edition = this.edition): Selection {
    return select(registry, config, origins, edition);
  }
}

/** What a client sees of the tools, to tell whether it is another. */
function shownTools({ tools, fixed }: Selection): string {
  const seen = [...tools.values()].flatMap((selected) => {
    if (!selected.enabled) return [];
    const { name, title, outputSchema } = selected.tool.manifest;
    return [{ name, title, effect: selected.effect, ...narrowedTool(selected, fixed), outputSchema }];
  });
  return JSON.stringify(seen);
}

function shownResources({ resources }: Selection): string {
  return JSON.stringify(
    [...resources.values()].flatMap(({ enabled, feature }) => (enabled ? [feature.manifest] : [])),
  );
}

function shownPrompts({ prompts, fixed }: Selection): string {
  const seen = [...prompts.values()].flatMap(({ enabled, feature: { manifest } }) =>
    enabled ? [{ ...manifest, arguments: narrowedArguments(manifest, fixed) }] : [],
  );
  return JSON.stringify(seen);
}
