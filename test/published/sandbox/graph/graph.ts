import type { JsonObject } from '../json.js';

const HIERARCHIES = 'io.kestra.core.models.hierarchies.';

type Relation = { relationType?: string; value?: string };

/** The graph of a flow, or of a group in it, while it is built. */
export class Graph {
  readonly nodes: JsonObject[] = [];
  readonly edges: JsonObject[] = [];
  readonly clusters: JsonObject[] = [];

  constructor(readonly newId: () => string) {}

  /** A node without a task, at the start or end of a group. */
  mark(within: string, name: string, type: string): string {
    const uid = `${within}.${name}-${this.newId()}`;
    this.nodes.push({ uid, type: `${HIERARCHIES}GraphCluster${type}` });
    return uid;
  }

  node(uid: string, type: string, more: JsonObject): JsonObject {
    const node = { uid, type: `${HIERARCHIES}${type}`, ...more };
    this.nodes.push(node);
    return node;
  }

  edge(source: string, target: string, relation: Relation = {}): void {
    this.edges.push({ source, target, relation });
  }

  /** Everything drawn inside `draw` belongs to the group. */
  cluster(
    uid: string,
    draw: () => { start: string; end: string; about?: JsonObject },
    parents: string[],
  ): string {
    const before = this.nodes.length;
    const cluster: JsonObject = {};
    this.clusters.push(cluster);
    const { start, end, about } = draw();
    Object.assign(cluster, {
      cluster: {
        uid: `cluster_${uid}`,
        type: `${HIERARCHIES}GraphCluster`,
        ...about,
        finally: { uid: `${uid}.finally-${this.newId()}`, type: `${HIERARCHIES}GraphClusterFinally` },
      },
      nodes: this.nodes.slice(before).map((node) => node.uid ?? ''),
      parents,
      start,
      end,
    });
    return end;
  }

  toJson(): JsonObject {
    const { nodes, edges, clusters } = this;
    return { nodes, edges, clusters };
  }
}
