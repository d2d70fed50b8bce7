import { isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import { Nodes, type Step, startOf, textOf } from './nodes.js';
import type { Part, Place, Source } from './source.js';
import { type Segment, walk } from './walk.js';

/** What can have an id in a flow, by its place. */
export type Kind = 'task' | 'trigger' | 'input' | 'output';

const KINDS: Readonly<Record<string, Kind>> = { triggers: 'trigger', inputs: 'input', outputs: 'output' };

/** A part of the flow that has an id. */
export interface Named {
  kind: Kind;
  id: string;
  /** The node of the id. */
  at: Node | undefined;
  map: YAMLMap;
}

/** A YAML document as a flow: its parts and their places. */
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

  /** Where a node begins in the given text, or where its document does. */
  place(node: unknown): Place {
    return this.placeAt(startOf(node) ?? startOf(this.part.yaml.contents) ?? 0);
  }

  placeAt(offset: number): Place {
    return this.source.place(this.part.offset + offset);
  }

  /** Follows keys, indexes and ids as far as possible. Returns the last node, and its key if it has one. */
  follow(path: readonly Segment[], from: unknown = this.root): Step {
    let here: Step = { node: this.nodes.resolve(from) };
    for (let index = 0; index < path.length; index++) {
      const next = this.next(here.node, path[index] ?? '', path[index + 1]);
      if (next === undefined) return here;
      here = next.step;
      // Kestra's JSON pointers have the index after the property.
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
        // Other kinds count only directly in their list: deeper, an id may be any property.
        if (kind === 'task' || path.length === 2) found.push({ kind, id: text, at: id?.node, map });
      },
    });
    return found;
  }
}
