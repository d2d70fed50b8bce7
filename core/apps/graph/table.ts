import { element } from '../page/element.js';
import type { Graph } from './mermaid.js';

/** The content of the picture as a table, for people who prefer to read. */
export function tableOf({ nodes, edges, groups }: Graph): HTMLElement {
  const names = new Map(nodes.map(({ id, lines: [name = ''] }) => [id, name]));
  const labels = new Map(groups.map(({ id, label }) => [id, label]));
  const rows = nodes.map(({ id, lines: [name = '', ...more], state = '', group = '' }) => [
    name,
    more.join(', '),
    state,
    labels.get(group) ?? '',
    edges
      .filter(({ from }) => from === id)
      .map(({ to, label }) => `${names.get(to)}${label === undefined ? '' : ` (${label})`}`)
      .join(', '),
  ]);
  const columns = ['Name', 'Kind', 'State', 'Group', 'Followed by'];
  // Leave out empty columns.
  const kept = columns.map((_, index) => index === 0 || rows.some((row) => row[index] !== ''));
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    element('tr', {}, ...cells.flatMap((cell, index) => (kept[index] ? [cellOf(tag, cell, index)] : [])));
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Graph as a table' },
    element(
      'table',
      {},
      element('thead', {}, row(columns, 'th')),
      element('tbody', {}, ...rows.map((cells) => row(cells, 'td'))),
    ),
  );
}

function cellOf(tag: 'th' | 'td', text: string, column: number): HTMLElement {
  if (tag === 'th') return element('th', { scope: 'col' }, text);
  // Any column except the state can be long, and may wrap.
  return element('td', { class: column !== 2 && 'long' }, text);
}
