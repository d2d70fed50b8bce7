import type { ToolsConfig } from '../config/config.js';
import type { Registry } from '../registry/registry.js';
import { type Edition, type ListOrigins, type Selection, select } from './selection.js';

/** The selection as it is now, and a word to whoever listens when it changes. */
export class LiveSelection {
  private selection: Selection;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly registry: Registry,
    private readonly config: ToolsConfig,
    private readonly origins: ListOrigins,
  ) {
    this.selection = this.under(undefined);
  }

  get current(): Selection {
    return this.selection;
  }

  /** True while tools wait for an answer to what the instance is. */
  get waitsForEdition(): boolean {
    const known = this.under('EE');
    return [...this.selection].some(([name, { enabled }]) => !enabled && known.get(name)?.enabled);
  }

  /** Takes in what the instance is, and tells the listeners when that changes what is on. */
  learn(edition: Exclude<Edition, undefined>): void {
    const before = enabledNames(this.selection);
    this.selection = this.under(edition);
    if (enabledNames(this.selection) === before) return;
    for (const listener of this.listeners) listener();
  }

  /** Calls the listener at each change until the function returned is called. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private under(edition: Edition): Selection {
    return select(this.registry, this.config, this.origins, edition);
  }
}

function enabledNames(selection: Selection): string {
  return [...selection].flatMap(([name, { enabled }]) => (enabled ? [name] : [])).join();
}
