import { element } from '../page/element.js';
import type { Graph } from './mermaid.js';

/** The same as the picture, for who would rather read. */
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
  // A column without anything says nothing.
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
  // All but a state may be long, and may be broken.
  return element('td', { class: column !== 2 && 'long' }, text);
}
