import type { TypeCatalogue } from './task-types.js';

/** The documentation of a type: JSON schemas of its properties and outputs, with their definitions. */
export interface TypeDocumentation {
  properties?: Readonly<Record<string, unknown>>;
  outputs?: Readonly<Record<string, unknown>>;
  definitions?: Readonly<Record<string, unknown>>;
}

/** Types whose documentation is remembered at most; what was asked for longest ago goes first. */
const MOST = 40;
/** Characters of a documentation that is worth keeping. */
const LONGEST = 250_000;

/** What is remembered of an instance's plugins, as long as it has the same ones. */
export class PluginMemory {
  /** When the plugins were compared last. */
  comparedAt = Number.NEGATIVE_INFINITY;
  types: Promise<TypeCatalogue> | undefined;
  /** What tells the plugins apart. */
  private plugins: string | undefined;
  private readonly documentations = new Map<string, TypeDocumentation>();

  /** Forgets all when the plugins are not the ones that it is of, or cannot be told. */
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
