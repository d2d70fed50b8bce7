import type { JsonObject } from '../json.js';
import type { Micros, Timeline } from '../time.js';

/** A dashboard with its YAML source. */
export interface Dashboard {
  definition: JsonObject;
  source: string;
  created: Micros;
  updated: Micros;
}

/** Dashboards in the order of their creation. */
export class DashboardStore {
  readonly #dashboards = new Map<string, Dashboard>();

  constructor(private readonly timeline: Timeline) {}

  find(id: string): Dashboard | undefined {
    return this.#dashboards.get(id);
  }

  all(): Dashboard[] {
    return [...this.#dashboards.values()];
  }

  save(id: string, definition: JsonObject, source: string): Dashboard {
    const updated = this.timeline.next();
    const saved = { definition, source, created: this.find(id)?.created ?? updated, updated };
    this.#dashboards.set(id, saved);
    return saved;
  }

  delete(id: string): boolean {
    return this.#dashboards.delete(id);
  }
}
