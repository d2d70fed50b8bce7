import type { FlowDefinition } from '../flow/definition.js';
import type { FlowDraft } from '../flow/read.js';
import type { Micros, Timeline } from '../time.js';

/** A revision of a flow. */
export interface FlowRevision {
  definition: FlowDefinition;
  source: string;
  revision: number;
  updated: Micros;
  deleted: boolean;
}

/** Flows with all their revisions. The last revision of a deleted flow is its deletion. */
export class FlowStore {
  // Saving moves a flow to the end, since Kestra lists flows in the order of their last change.
  readonly #flows = new Map<string, FlowRevision[]>();

  constructor(private readonly timeline: Timeline) {}

  /** The latest or given revision. Undefined if it does not exist or the flow is deleted. */
  find(namespace: string, id: string, revision?: number): FlowRevision | undefined {
    const revisions = this.#revisions(namespace, id);
    const latest = revisions.at(-1);
    if (revision === undefined) return latest?.deleted ? undefined : latest;
    return revisions.find((each) => each.revision === revision && !each.deleted);
  }

  /** The last revision, even of a deleted flow. */
  findDeleted(namespace: string, id: string): FlowRevision | undefined {
    return this.#revisions(namespace, id).at(-1);
  }

  revisions(namespace: string, id: string): FlowRevision[] {
    return this.#revisions(namespace, id).filter((each) => !each.deleted);
  }

  /** The latest revision of each flow that is not deleted. */
  all(): FlowRevision[] {
    return [...this.#flows.values()].flatMap((revisions) => {
      const latest = revisions.at(-1);
      return latest && !latest.deleted ? [latest] : [];
    });
  }

  ofNamespace(namespace: string): FlowRevision[] {
    return this.all().filter(({ definition }) => definition.namespace === namespace);
  }

  /** Adds a revision, unless the source has not changed. */
  save({ definition, source }: FlowDraft): FlowRevision {
    const latest = this.find(definition.namespace, definition.id);
    if (latest?.source === source) return latest;
    return this.#append({ definition, source, deleted: false });
  }

  /** Adds a revision that marks the flow as deleted. */
  delete(flow: FlowRevision): void {
    this.#append({ ...flow, deleted: true });
  }

  /** Deletes revisions. A flow without revisions no longer exists. */
  forget({ definition }: FlowRevision, revisions: readonly number[]): void {
    const { namespace, id } = definition;
    const kept = this.#revisions(namespace, id).filter(({ revision }) => !revisions.includes(revision));
    if (kept.length > 0) this.#flows.set(key(namespace, id), kept);
    else this.#flows.delete(key(namespace, id));
  }

  #append(draft: FlowDraft & { deleted: boolean }): FlowRevision {
    const { namespace, id } = draft.definition;
    const revisions = this.#revisions(namespace, id);
    const revision = (revisions.at(-1)?.revision ?? 0) + 1;
    const saved = { ...draft, revision, updated: this.timeline.next() };
    this.#flows.delete(key(namespace, id));
    this.#flows.set(key(namespace, id), [...revisions, saved]);
    return saved;
  }

  #revisions(namespace: string, id: string): FlowRevision[] {
    return this.#flows.get(key(namespace, id)) ?? [];
  }
}

const key = (namespace: string, id: string) => `${namespace}/${id}`;
