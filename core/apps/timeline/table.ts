import { element } from '../page/element.js';
import { durationText, momentText } from '../page/time.js';
import type { Execution, Run } from './model.js';
import { scaleOf, tookText } from './scale.js';

const COLUMNS = ['Task', 'Item', 'State', 'Started', 'Duration', 'Attempts'];
/** Columns that may wrap: names, items and states of attempts. */
const LONG = [0, 1, 5];

/** The content of the chart as a table, for people who prefer to read. */
export function tableOf(execution: Execution, now: number): HTMLElement {
  const scale = scaleOf(execution, now);
  const cells = (run: Run) => [
    run.task,
    run.value ?? '',
    run.state,
    run.start === undefined ? 'not started' : `+${durationText(run.start - scale.from)}`,
    tookText(run, now),
    run.attempts.map(({ state }) => state).join(', '),
  ];
  const rows = execution.runs.map(cells);
  // Leave out empty columns.
  const kept = COLUMNS.map((_, index) => rows.some((row) => row[index] !== ''));
  const row = (texts: readonly string[], cell: (text: string, column: number) => HTMLElement) =>
    element('tr', {}, ...texts.map(cell).filter((_, index) => kept[index]));
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Task runs as a table' },
    element(
      'table',
      {},
      element('caption', { class: 'hidden' }, `Task runs of ${execution.id}, started ${began(execution)}`),
      element(
        'thead',
        {},
        row(COLUMNS, (name) => element('th', { scope: 'col' }, name)),
      ),
      element(
        'tbody',
        {},
        ...rows.map((texts) =>
          row(texts, (text, column) => element('td', { class: LONG.includes(column) && 'long' }, text)),
        ),
      ),
    ),
  );
}

function began({ start }: Execution): string {
  return start === undefined ? 'not yet' : momentText(start);
}
