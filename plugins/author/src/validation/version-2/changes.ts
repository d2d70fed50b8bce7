import type { YAMLMap } from 'yaml';
import type { Written } from '../expressions/check-expressions.js';
import { inOrder } from '../finding.js';
import type { FlowDocument } from '../source/flow-document.js';
import { pairsOf, textOf } from '../source/nodes.js';
import { type Segment, walk } from '../source/walk.js';
import { defaultChanges } from './defaults.js';
import { type ChangeFinding, told } from './finding.js';
import { rewritten } from './rewritten.js';
import { CHANGES, type Change, type Kind } from './table.js';
import { wordChanges } from './words.js';

/** The current names of old 1.x type names, as the instance reports them. */
export type NewNames = ReadonlyMap<string, string>;

/** Finds what Kestra 2.0 refuses or no longer runs in a flow, according to the table. */
export function changesIn(written: Written, newNames: NewNames): ChangeFinding[] {
  const { flow } = written;
  const found: ChangeFinding[] = [...wordChanges(written), ...defaultChanges(flow)];
  walk(flow.root, {
    map: (map, path) => found.push(...changesOfMap(flow, { map, path: [...path] }, newNames)),
    scalar: (scalar, path) => {
      const change = ofKind('value').find(({ from }) => from === textOf(scalar));
      if (change && path.includes('states'))
        found.push(told(flow, change, { node: scalar, path: [...path] }));
    },
  });
  return inOrder(found);
}

const ofKind = (kind: Change['kind']) => CHANGES.filter((change) => change.kind === kind);

/** A map and its path. */
export interface Placed {
  map: YAMLMap;
  path: readonly Segment[];
}

function changesOfMap(flow: FlowDocument, { map, path }: Placed, newNames: NewNames): ChangeFinding[] {
  const kind = kindOf(flow, map, path);
  if (kind === undefined) return [];
  const type = flow.nodes.text(map, 'type');
  return pairsOf(map).flatMap(({ key, value }) => {
    const name = textOf(key);
    if (name === undefined) return [];
    const where = [...path, name];
    const member = ofKind('member').find((change) => change.from === name && fits(change, kind, type));
    if (member) {
      const to = rewritten(flow, name, value) ?? member.to;
      return [told(flow, { ...member, ...(to && { to }) }, { node: key, path: where })];
    }
    const change = name === 'type' ? (ofType(type, kind) ?? withoutMember(flow, map, type)) : undefined;
    if (change === undefined || type === undefined) return [];
    const to = change.to ?? newNames.get(type);
    return [told(flow, { ...change, from: type, ...(to && { to }) }, { node: value, path: where })];
  });
}

function fits({ on, of }: Change, kind: Kind, type: string | undefined): boolean {
  // Third-party plugins may have a member with that name.
  const isCores = on !== 'task' || type?.startsWith('io.kestra.plugin.core.') || of === undefined;
  return on === kind && isCores === true && (of === undefined || of.includes(type ?? ''));
}

function ofType(type = '', kind: Kind): Change | undefined {
  return ofKind('type').find(
    ({ from, on }) => isMeant(from, type) && (on === undefined ? kind !== 'input' : on === kind),
  );
}

/** Compares the whole name, or its prefix. */
function isMeant(from: string, type: string): boolean {
  return from.endsWith('*') ? type.startsWith(from.slice(0, -1)) : type === from;
}

/** A type that now needs a member. */
function withoutMember(flow: FlowDocument, map: YAMLMap, type = ''): Change | undefined {
  const change = ofKind('without').find(({ from }) => isMeant(from, type));
  if (change === undefined || flow.nodes.member(map, change.to ?? '')) return undefined;
  const { to: _, ...rest } = change;
  return rest;
}

/** What a map is; undefined if it is only a part of something. */
function kindOf(flow: FlowDocument, map: YAMLMap, path: readonly Segment[]): Kind | undefined {
  const [first] = path;
  if (path.length === 0) return 'flow';
  if (path.length === 2 && first === 'triggers') return 'trigger';
  const list = path.at(-2);
  if (list === 'inputs' && path.length === 2) return 'input';
  if (list === 'onResume' && typeof path.at(-1) === 'number') return 'input';
  return first !== 'inputs' && first !== 'outputs' && flow.nodes.text(map, 'type') ? 'task' : undefined;
}
