import { jsonChars } from './bound/json-chars.js';

/** A graph to draw. Keys identify its nodes and are not shown. */
export interface Drawing {
  /** Top to bottom, or left to right. */
  direction: 'TB' | 'LR';
  nodes: readonly DrawnNode[];
  edges: readonly DrawnEdge[];
  groups?: readonly DrawnGroup[];
}

export interface DrawnNode {
  key: string;
  /** The lines of its label. */
  lines: readonly string[];
  /** A Kestra state, which has a color. */
  state?: string | undefined;
  /** The key of its group. */
  group?: string | undefined;
  isTrigger?: boolean;
}

export interface DrawnEdge {
  from: string;
  to: string;
  label?: string | undefined;
  dashed?: boolean;
}

export interface DrawnGroup {
  key: string;
  label: string;
  parent?: string | undefined;
}

const LONGEST = 120;
/** Colors for both light and dark backgrounds. */
const COLOURS: Readonly<Record<string, string>> = {
  SUCCESS: 'fill:#d3f0dc,stroke:#157f3d',
  FAILED: 'fill:#fbd9db,stroke:#cc2029',
  WARNING: 'fill:#fdeacb,stroke:#a35c00',
  RUNNING: 'fill:#d8e5fd,stroke:#1f5fd6',
  PAUSED: 'fill:#ead9fb,stroke:#7a3fc4',
};
const GREY = 'fill:#e6e8ec,stroke:#5a5f6b';

/**
 * A graph as Mermaid text with at most `room` characters as JSON. If it would be longer, its last nodes are left out,
 * and `left` is their number.
 */
export function drawMermaid(drawing: Drawing, room: number): { text: string; left: number } {
  const { nodes } = drawing;
  let [fits, most] = [0, nodes.length];
  while (fits < most) {
    const tried = Math.ceil((fits + most) / 2);
    if (jsonChars(textOf(drawing, tried)) <= room) fits = tried;
    else most = tried - 1;
  }
  return { text: textOf(drawing, fits), left: nodes.length - fits };
}

function textOf({ direction, nodes: all, edges, groups = [] }: Drawing, count: number): string {
  const nodes = all.slice(0, count);
  const ids = new Map(nodes.map(({ key }, index) => [key, `n${index}`]));
  const states = [...new Set(nodes.flatMap(({ state }) => (state === undefined ? [] : [className(state)])))];
  return [
    `flowchart ${direction}`,
    ...within(undefined, '', { nodes, groups, ids }),
    ...edges.flatMap((edge) => edgeLine(edge, ids)),
    ...states.map((state) => `classDef ${state} ${COLOURS[state] ?? GREY},color:#18181b`),
  ].join('\n');
}

interface Parts {
  nodes: readonly DrawnNode[];
  groups: readonly DrawnGroup[];
  ids: ReadonlyMap<string, string>;
}

/** The nodes and groups inside a group. Without a group, the ones outside all groups. */
function within(group: string | undefined, indent: string, parts: Parts): string[] {
  const { nodes, groups, ids } = parts;
  const own = nodes.filter((node) => node.group === group).map((node) => indent + nodeText(node, ids));
  const inner = groups.flatMap((each, index) => {
    if (each.parent !== group) return [];
    const lines = within(each.key, `${indent} `, parts);
    return lines.length === 0
      ? []
      : [`${indent}subgraph g${index}["${escaped(each.label)}"]`, ...lines, `${indent}end`];
  });
  return [...own, ...inner];
}

function nodeText({ key, lines, state, isTrigger }: DrawnNode, ids: ReadonlyMap<string, string>): string {
  const label = lines.map(escaped).join('<br>');
  const shape = isTrigger ? `(["${label}"])` : `["${label}"]`;
  return `${ids.get(key)}${shape}${state === undefined ? '' : `:::${className(state)}`}`;
}

function edgeLine({ from, to, label, dashed }: DrawnEdge, ids: ReadonlyMap<string, string>): string[] {
  const [source, target] = [ids.get(from), ids.get(to)];
  if (source === undefined || target === undefined) return [];
  const text = label === undefined || label === '' ? '' : `|"${escaped(label)}"|`;
  return [`${source} ${dashed ? '-.->' : '-->'}${text} ${target}`];
}

function className(state: string): string {
  return /^[A-Z_]{1,40}$/.test(state) ? state : 'UNKNOWN';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '#': '#35;',
  '"': '#quot;',
  '<': '#lt;',
  '>': '#gt;',
  '&': '#amp;',
};

/** Escapes a text so that Mermaid shows it unchanged: no quote ends it, and nothing in it is HTML. */
function escaped(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return short.replace(/[\p{C}\p{Z}]+/gu, ' ').replace(/[#"<>&]/g, (sign) => ENTITIES[sign] ?? '');
}
