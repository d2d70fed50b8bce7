import { isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import { Nodes, type Step, startOf, textOf } from './nodes.js';
import type { Part, Place, Source } from './source.js';
import { type Segment, walk } from './walk.js';

/** What has an id in a flow, by where it stands. */
export type Kind = 'task' | 'trigger' | 'input' | 'output';

const KINDS: Readonly<Record<string, Kind>> = { triggers: 'trigger', inputs: 'input', outputs: 'output' };

/** Something of the flow that has an id. */
export interface Named {
  kind: Kind;
  id: string;
  /** The node of the id. */
  at: Node | undefined;
  map: YAMLMap;
}

/** One document as a flow: what is in it, and where. */
export class FlowDocument {
  readonly nodes: Nodes;
  readonly named: readonly Named[];

  constructor(
    readonly source: Source,
    readonly part: Part,
  ) {
    this.nodes = new Nodes(part.yaml);
    this.named = this.read();
  }

  get root(): Node | undefined {
    return this.nodes.root;
  }

  get id(): string | undefined {
    return this.nodes.text(this.root, 'id');
  }

  get namespace(): string | undefined {
    return this.nodes.text(this.root, 'namespace');
  }

  /** Where a node begins in the given text; the document where it has no place. */
  place(node: unknown): Place {
    return this.placeAt(startOf(node) ?? startOf(this.part.yaml.contents) ?? 0);
  }

  placeAt(offset: number): Place {
    return this.source.place(this.part.offset + offset);
  }

  /** Follows keys, indexes and ids as far as they lead: the last node, and the key where one leads to it. */
  follow(path: readonly Segment[], from: unknown = this.root): Step {
    let here: Step = { node: this.nodes.resolve(from) };
    for (let index = 0; index < path.length; index++) {
      const next = this.next(here.node, path[index] ?? '', path[index + 1]);
      if (next === undefined) return here;
      here = next.step;
      // A JSON pointer of Kestra has the index behind the property.
      if (next.isTurned) here = this.next(here.node, path[index++] ?? '', undefined)?.step ?? here;
    }
    return here;
  }

  private next(node: unknown, segment: Segment, after: Segment | undefined) {
    if (!isSeq(node)) {
      const step = this.nodes.step(node, String(segment));
      return step && { step, isTurned: false };
    }
    const items = this.nodes.items(node);
    const item =
      typeof segment === 'number'
        ? items[segment]
        : items.find((one) => this.nodes.text(one, 'id') === segment);
    if (item !== undefined) return { step: { node: item }, isTurned: false };
    const turned = typeof segment === 'string' && typeof after === 'number' ? items[after] : undefined;
    return turned && { step: { node: turned }, isTurned: true };
  }

  private read(): Named[] {
    const found: Named[] = [];
    walk(this.root, {
      map: (map, path) => {
        const id = this.nodes.step(map, 'id') ?? this.nodes.step(map, 'name');
        const text = textOf(id?.node);
        if (path.length === 0 || text === undefined || !isMap(map)) return;
        const kind = KINDS[String(path[0])] ?? 'task';
        // Of the others only what stands in a list is meant: an id may be any property.
        if (kind === 'task' || path.length === 2) found.push({ kind, id: text, at: id?.node, map });
      },
    });
    return found;
  }
}
