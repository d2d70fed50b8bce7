import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
  type YAMLMap,
} from 'yaml';

/** The node that a key or index leads to. */
export interface Step {
  node: Node | undefined;
  /** The key that leads to it. */
  key?: Node | undefined;
}

/** Most maps that a map may merge, directly or indirectly. */
const MOST_MERGED = 50;

/** Looks up nodes in a document through aliases and merged keys. Of two equal keys, the last counts. */
export class Nodes {
  /** Anchored nodes by name, in the order of the text: an anchor may be redefined. */
  private readonly anchors: ReadonlyMap<string, readonly Node[]>;

  constructor(private readonly yaml: Document) {
    this.anchors = anchorsIn(yaml);
  }

  get root(): Node | undefined {
    return this.resolve(this.yaml.contents);
  }

  /** The node itself, or the node that an alias refers to. */
  resolve(node: unknown): Node | undefined {
    if (!isAlias(node)) return (node ?? undefined) as Node | undefined;
    const named = this.anchors.get(node.source) ?? [];
    let [low, high] = [0, named.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((startOf(named[middle]) ?? 0) < (startOf(node) ?? 0)) low = middle + 1;
      else high = middle;
    }
    return named[low - 1];
  }

  /** The value of a key of a map. */
  member(node: unknown, name: string): Node | undefined {
    return this.step(node, name)?.node;
  }

  /** The text of a scalar member as written. */
  text(node: unknown, name: string): string | undefined {
    return textOf(this.member(node, name));
  }

  step(node: unknown, name: string): Step | undefined {
    for (const map of this.layers(node)) {
      const own = pairsOf(map).findLast(({ key }) => textOf(key) === name);
      if (own !== undefined) return { node: this.resolve(own.value), key: own.key as Node };
    }
    return undefined;
  }

  /** A map, followed by the maps that `<<` merges into it. A map may merge itself. */
  private layers(node: unknown): readonly YAMLMap[] {
    const first = this.resolve(node);
    if (!isMap(first)) return [];
    const layers = new Set<YAMLMap>([first]);
    for (const map of layers) {
      const merges = pairsOf(map).filter(({ key }) => textOf(key) === '<<');
      for (const other of merges.flatMap(({ value }) => this.listed(value))) {
        if (isMap(other) && layers.size < MOST_MERGED) layers.add(other);
      }
    }
    return [...layers];
  }

  private listed(value: unknown): (Node | undefined)[] {
    const node = this.resolve(value);
    return isSeq(node) ? node.items.map((item) => this.resolve(item)) : [node];
  }

  /** The items of a list; empty for anything else. */
  items(node: unknown): Node[] {
    const list = this.resolve(node);
    return isSeq(list) ? list.items.flatMap((item) => this.resolve(item) ?? []) : [];
  }

  /** The keys of a map, including merged ones. */
  keys(node: unknown): string[] {
    const names = this.layers(node).flatMap((map) => pairsOf(map).flatMap(({ key }) => textOf(key) ?? []));
    return names.filter((name) => name !== '<<');
  }
}

function anchorsIn(yaml: Document): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  visit(yaml, {
    Node: (_, node) => {
      if (isAlias(node) || !node.anchor) return;
      const named = found.get(node.anchor);
      if (named) named.push(node);
      else found.set(node.anchor, [node]);
    },
  });
  return found;
}

export function pairsOf(map: YAMLMap): Pair[] {
  return map.items as Pair[];
}

/** A scalar as written, or as text. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** Where a node begins in its document. */
export function startOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[0];
}
