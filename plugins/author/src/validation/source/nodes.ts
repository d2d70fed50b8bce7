import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** What a key or an index leads to. */
export interface Step {
  node: Node | undefined;
  /** The key that leads there. */
  key?: Node | undefined;
}

/** Looks things up in a document, through aliases and merged keys; of two equal keys the last counts. */
export class Nodes {
  constructor(private readonly yaml: Document) {}

  get root(): Node | undefined {
    return this.resolve(this.yaml.contents);
  }

  /** The node that is meant, of an alias that for which it stands. */
  resolve(node: unknown): Node | undefined {
    const found = isAlias(node) ? node.resolve(this.yaml) : node;
    return (found ?? undefined) as Node | undefined;
  }

  /** The value of a key of a map. */
  member(node: unknown, name: string): Node | undefined {
    return this.step(node, name)?.node;
  }

  /** The text of a scalar member, as it is written. */
  text(node: unknown, name: string): string | undefined {
    return textOf(this.member(node, name));
  }

  step(node: unknown, name: string): Step | undefined {
    const map = this.resolve(node);
    if (!isMap(map)) return undefined;
    const own = pairsOf(map).findLast(({ key }) => textOf(key) === name);
    if (own !== undefined) return { node: this.resolve(own.value), key: own.key as Node };
    return this.merged(map).flatMap((other) => this.step(other, name) ?? [])[0];
  }

  /** What `<<` brings into a map. */
  private merged(map: YAMLMap): Node[] {
    const merges = pairsOf(map).filter(({ key }) => textOf(key) === '<<');
    return merges.flatMap(({ value }) => {
      const node = this.resolve(value);
      return isSeq(node) ? node.items.flatMap((item) => this.resolve(item) ?? []) : (node ?? []);
    });
  }

  /** The items of a list; of a map that is none. */
  items(node: unknown): Node[] {
    const list = this.resolve(node);
    return isSeq(list) ? list.items.flatMap((item) => this.resolve(item) ?? []) : [];
  }

  /** The names of the keys of a map, merged ones too. */
  keys(node: unknown): string[] {
    const map = this.resolve(node);
    if (!isMap(map)) return [];
    const own = pairsOf(map).flatMap(({ key }) => textOf(key) ?? []);
    return [...own.filter((name) => name !== '<<'), ...this.merged(map).flatMap((other) => this.keys(other))];
  }
}

export function pairsOf(map: YAMLMap): Pair[] {
  return map.items as Pair[];
}

/** A scalar as it is written, or as text. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** Where a node begins in its document. */
export function startOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[0];
}
