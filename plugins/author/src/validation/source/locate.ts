import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { find, keyNamed, typeNamed } from './find.js';
import type { FlowDocument, Kind } from './flow-document.js';
import type { Said } from './kestra-words.js';
import { textOf } from './nodes.js';
import type { Place } from './source.js';
import type { Segment } from './walk.js';

/** Finds what a message without a place is about; undefined for other messages. */
type Finder = (flow: FlowDocument, found: readonly string[]) => unknown;

/** Most characters of a message to search. */
const LONGEST_SAID = 2_000;

/** Messages about a whole flow, and how to find the place that they mean. */
const FINDERS: readonly (readonly [RegExp, Finder])[] = [
  [/Duplicate (task|trigger|input|output)(?: id)? with name \[(.+?)\]/, duplicate],
  [/Input with id '(.+?)' depends on a non-existent input '(.+?)'/, dependency],
  [/default for input '(.+?)'/, (flow, [id]) => flow.follow(['inputs', id ?? '', 'defaults']).node],
  [/offending label: (.+?)=/, label],
  [/Recursive call to flow \[.*?([^.[\]]+)\]/, (flow, [id]) => find(flow, 'flowId', id)],
  [/Flow id is a reserved keyword/, (flow) => flow.follow(['id']).node],
  [/subflow '(.+?)' not found/, (flow, [id]) => find(flow, 'flowId', id)],
  [/Invalid type: (\S+)/, ofType],
  [/^class (\S+) cannot be cast/, (flow, [type]) => typeNamed(flow, type)],
  [/(\S+) is replaced by \S+/, (flow, [type]) => typeNamed(flow, type)],
  [/Unrecognized field "(.+?)" \(class ([^)]+)\)/, (flow, [name, type]) => keyNamed(flow, name, type)],
];

/** Finds the place in the given text that a message of Kestra is about. */
export function locate(flow: FlowDocument, { line, column, path, message }: Said): Place {
  if (line !== undefined) return flow.source.placeIn(flow.part, line, column ?? indentOf(flow, line) + 1);
  if (path !== undefined) return placeOfPath(flow, path, message);
  // Names are at the beginning, and some patterns take quadratic time on a long word.
  const said = message.slice(0, LONGEST_SAID);
  for (const [pattern, finder] of FINDERS) {
    const found = pattern.exec(said);
    const node = found && finder(flow, found.slice(1));
    if (node) return flow.place(node);
  }
  return flow.place(quoted(flow, said));
}

function indentOf({ part }: FlowDocument, line: number): number {
  return part.text.split('\n')[line - 1]?.search(/\S|$/) ?? 0;
}

/** Finds the place of a path of keys and indexes. A path may begin with the id of a task or trigger. */
export function placeOfPath(flow: FlowDocument, path: string, message = ''): Place {
  const segments = segmentsOf(path);
  const [first] = segments;
  const named = flow.named.find(({ id, kind }) => id === first && (kind === 'task' || kind === 'trigger'));
  const isOfRoot = named === undefined || flow.nodes.step(flow.root, String(first)) !== undefined;
  const { node, key } = isOfRoot ? flow.follow(segments) : flow.follow(segments.slice(1), named.map);
  // A message about a whole map may quote the part that is wrong.
  const quoted = isMap(node) ? quotedIn(node, message) : undefined;
  if (quoted !== undefined) return flow.place(quoted);
  // Use the place of the key: its value may be on the next line.
  return flow.place(isScalar(node) || key === undefined ? node : key);
}

function quotedIn(map: YAMLMap, message: string): unknown {
  const texts = map.items.map(({ value }) => value).filter((value) => message.includes(`'${textOf(value)}'`));
  return texts.find(isScalar);
}

/** Splits a path of Kestra into keys, indexes and ids. */
export function segmentsOf(path: string): Segment[] {
  const index = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);
  if (path.startsWith('/')) {
    const parts = path.slice(1).split('/');
    return parts.map((part) => index(part.replaceAll('~1', '/').replaceAll('~0', '~')));
  }
  return [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([whole, inner]) =>
    inner === undefined ? whole : index(inner),
  );
}

function duplicate(flow: FlowDocument, [kind, id]: readonly string[]): unknown {
  return flow.named.filter((one) => one.kind === (kind as Kind) && one.id === id)[1]?.at;
}

function dependency(flow: FlowDocument, [id, other]: readonly string[]): unknown {
  const list = flow.follow(['inputs', id ?? '', 'dependsOn', 'inputs']).node;
  return isSeq(list) ? list.items.find((item) => textOf(item) === other) : undefined;
}

function label(flow: FlowDocument, [name]: readonly string[]): unknown {
  const labels = flow.follow(['labels']).node;
  if (isMap(labels)) return flow.nodes.step(labels, name ?? '')?.key;
  return flow.nodes.items(labels).find((item) => flow.nodes.text(item, 'key') === name);
}

/** Finds an unknown type. `<null>` means that the type is missing, `null` that there is no object. */
function ofType(flow: FlowDocument, [type]: readonly string[]): unknown {
  if (type === 'null') return scalarRetry(flow) ?? untyped(flow);
  return type === '<null>' ? untyped(flow) : typeNamed(flow, type);
}

/** Members that have a type of their own. */
const TYPED = ['retry', 'taskRunner', 'taskCache', 'storage', 'logExporter', 'provider'];

function scalarRetry(flow: FlowDocument): unknown {
  const members = flow.named.flatMap(({ map }) => TYPED.map((name) => flow.nodes.member(map, name)));
  const wrong = (node: Node | undefined) => node && (!isMap(node) || !flow.nodes.member(node, 'type'));
  return [flow.nodes.member(flow.root, 'retry'), ...members].find(wrong);
}

function untyped(flow: FlowDocument): unknown {
  const without = (hasType: (map: YAMLMap) => boolean) =>
    flow.named.find(({ map, kind }) => kind !== 'output' && !hasType(map))?.map;
  // If all have one, `<<` merged it into one that Kestra did not merge.
  return without((map) => flow.nodes.member(map, 'type') !== undefined) ?? without((map) => map.has('type'));
}

/** The first scalar that a message quotes. */
function quoted(flow: FlowDocument, message: string): unknown {
  const names = [...message.matchAll(/['"`[]([^'"`[\]]+)['"`\]]/g)].map(([, name]) => name);
  for (const name of names) {
    const node = flow.named.find(({ id }) => id === name)?.at ?? find(flow, undefined, name);
    if (node) return node;
  }
  return undefined;
}
