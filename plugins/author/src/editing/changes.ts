import { isDeepStrictEqual } from 'node:util';
import type { Flow } from '@kestra-mcp/core';

/** Members that describe the revision, not the flow. */
const ITS_OWN: ReadonlySet<string> = new Set(['revision', 'source', 'updated', 'deleted', 'tenantId', 'url']);
/** Most names per kind of change. */
const MOST = 50;

/** A member of a flow that differs. For a list of items with ids, it says which items. */
export interface ChangedPart {
  part: string;
  added?: string[];
  removed?: string[];
  changed?: string[];
  /** The same items in another order. */
  reordered?: true;
}

/** The differences between two revisions of a flow as Kestra parses them. */
export function changesOf(from: Flow, to: Flow): ChangedPart[] {
  const parts = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((part) => !ITS_OWN.has(part));
  return parts.flatMap((part) => {
    const [before, after] = [from[part] ?? [], to[part] ?? []];
    return isDeepStrictEqual(before, after) ? [] : [{ part, ...byId(thingsIn(before), thingsIn(after)) }];
  });
}

type Things = Map<string, unknown>;

function byId(before: Things, after: Things): Omit<ChangedPart, 'part'> {
  const added = [...after.keys()].filter((id) => !before.has(id));
  const removed = [...before.keys()].filter((id) => !after.has(id));
  const changed = [...after].flatMap(([id, thing]) =>
    before.has(id) && !isDeepStrictEqual(before.get(id), thing) ? [id] : [],
  );
  const isMoved = before.size > 0 && added.length + removed.length + changed.length === 0;
  return { ...listed({ added, removed, changed }), ...(isMoved && { reordered: true as const }) };
}

function listed(lists: Record<'added' | 'removed' | 'changed', string[]>) {
  const some = Object.entries(lists).filter(([, ids]) => ids.length > 0);
  return Object.fromEntries(
    some.map(([name, ids]) => [
      name,
      ids.length > MOST ? [...ids.slice(0, MOST), `and ${ids.length - MOST} more`] : ids,
    ]),
  ) as Partial<typeof lists>;
}

/** Every item with an id, at any depth. An item that contains others has only their ids, so it does not change with them. */
function thingsIn(value: unknown): Things {
  const found: Things = new Map();
  const without = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(without);
    if (typeof node !== 'object' || node === null) return node;
    const { id, key } = node as { id?: unknown; key?: unknown };
    const name = typeof id === 'string' ? id : typeof key === 'string' ? key : undefined;
    const own = Object.fromEntries(Object.entries(node).map(([member, each]) => [member, without(each)]));
    if (name === undefined) return own;
    found.set(name, own);
    return name;
  };
  without(value);
  return found;
}
