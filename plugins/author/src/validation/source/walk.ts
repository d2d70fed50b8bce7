import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { pairsOf, textOf } from './nodes.js';

/** Called for each map and scalar of a document. Aliases are not followed. */
export interface Visit {
  scalar?: (scalar: Scalar, path: readonly Segment[], holders: readonly YAMLMap[]) => void;
  map?: (map: YAMLMap, path: readonly Segment[]) => void;
}

export type Segment = string | number;

/** Most nodes to visit, and the deepest level: more than any flow has. */
const MOST = 200_000;
const DEEPEST = 200;

/** Walks through maps and lists in the order of the text. */
export function walk(root: unknown, visit: Visit): void {
  let left = MOST;
  const path: Segment[] = [];
  const holders: YAMLMap[] = [];
  const into = (node: unknown) => {
    if (left-- <= 0 || path.length > DEEPEST) return;
    if (isScalar(node)) visit.scalar?.(node, path, holders);
    else if (isSeq(node)) for (const [index, item] of node.items.entries()) step(index, item);
    else if (isMap(node)) {
      visit.map?.(node, path);
      holders.push(node);
      for (const { key, value } of pairsOf(node)) step(textOf(key) ?? '?', value);
      holders.pop();
    }
  };
  const step = (segment: Segment, node: unknown) => {
    path.push(segment);
    into(node);
    path.pop();
  };
  into(root as Node);
}

/** Writes a path as Kestra does: `tasks[0].message`. */
export function pathText(path: readonly Segment[]): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}
