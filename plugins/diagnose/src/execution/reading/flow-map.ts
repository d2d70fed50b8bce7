import type { Flow } from '@kestra-mcp/core';

/** The section of a task that is not in `tasks`. */
export type Section = 'errors' | 'finally' | 'afterExecution';

/** A task of a flow and its place. */
export interface TaskPlace {
  id: string;
  type: string;
  section?: Section;
  /** The tasks around it, outermost first. */
  within: readonly string[];
  task: Readonly<Record<string, unknown>>;
}

const SECTIONS: readonly Section[] = ['errors', 'finally', 'afterExecution'];
/** Parts of a ForEachItem. Their task runs have their own ids. */
const PART = /_(split|items|merge)$/;

/** The tasks of a flow by their ids. */
export class FlowMap {
  readonly #places = new Map<string, TaskPlace>();

  constructor(readonly flow: Flow) {
    this.#walk(flow.tasks, { within: [] });
    for (const section of SECTIONS) this.#walk(flow[section], { within: [], section });
  }

  place(taskId: string): TaskPlace | undefined {
    return this.#places.get(taskId) ?? this.#places.get(taskId.replace(PART, ''));
  }

  get all(): readonly TaskPlace[] {
    return [...this.#places.values()];
  }

  /** Tasks contain tasks under many names. Whatever has an id and a type is a task. */
  #walk(value: unknown, at: Pick<TaskPlace, 'within' | 'section'>): void {
    if (Array.isArray(value)) {
      for (const item of value) this.#walk(item, at);
      return;
    }
    if (!isMap(value)) return;
    const { id, type } = value;
    const isTask = typeof id === 'string' && typeof type === 'string';
    if (isTask) this.#places.set(id, { id, type, task: value, ...at });
    const within = isTask ? [...at.within, id] : at.within;
    for (const [name, member] of Object.entries(value)) {
      const section = SECTIONS.find((each) => each === name) ?? at.section;
      if (typeof member === 'object') this.#walk(member, { within, ...(section && { section }) });
    }
  }
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Subflow` of `io.kestra.plugin.core.flow.Subflow`. */
export function shortType(type: string | undefined): string | undefined {
  return type?.split('.').at(-1);
}
