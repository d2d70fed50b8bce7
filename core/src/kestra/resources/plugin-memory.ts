import type { TypeCatalogue } from './task-types.js';

/** The documentation of a type: JSON schemas of its properties and outputs, with their definitions. */
export interface TypeDocumentation {
  properties?: Readonly<Record<string, unknown>>;
  outputs?: Readonly<Record<string, unknown>>;
  definitions?: Readonly<Record<string, unknown>>;
}

/** Maximum number of types whose documentation is cached. The least recently requested one is dropped first. */
const MOST = 40;
/** Longest documentation to cache, in characters. */
const LONGEST = 250_000;

/** Cache for the plugins of an instance, valid while its plugins stay the same. */
export class PluginMemory {
  /** When the plugins were last compared. */
  comparedAt = Number.NEGATIVE_INFINITY;
  types: Promise<TypeCatalogue> | undefined;
  /** Identifies the installed plugins. */
  private plugins: string | undefined;
  private readonly documentations = new Map<string, TypeDocumentation>();

  /** Clears the cache if the plugins have changed or cannot be identified. */
  compare(plugins: string | undefined): void {
    if (plugins !== undefined && plugins === this.plugins) return;
    this.plugins = plugins;
    this.types = undefined;
    this.documentations.clear();
  }

  documentation(type: string): TypeDocumentation | undefined {
    const known = this.documentations.get(type);
    if (known !== undefined) this.keep(type, known);
    return known;
  }

  keep(type: string, documentation: TypeDocumentation): void {
    if (JSON.stringify(documentation).length > LONGEST) return;
    this.documentations.delete(type);
    this.documentations.set(type, documentation);
    const [oldest] = this.documentations.keys();
    if (this.documentations.size > MOST && oldest !== undefined) this.documentations.delete(oldest);
  }
}
