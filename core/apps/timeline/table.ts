import { element } from '../page/element.js';
import { durationText, momentText } from '../page/time.js';
import type { Execution, Run } from './model.js';
import { scaleOf, tookText } from './scale.js';

const COLUMNS = ['Task', 'Item', 'State', 'Began', 'Took', 'Attempts'];

/** The same as the chart, for who would rather read. */
export function tableOf(execution: Execution, now: number): HTMLElement {
  const scale = scaleOf(execution, now);
  const head = element('tr', {}, ...COLUMNS.map((name) => element('th', { scope: 'col' }, name)));
  const cells = (run: Run) => [
    run.task,
    run.value ?? '',
    run.state,
    run.start === undefined ? 'not begun' : `+${durationText(run.start - scale.from)}`,
    tookText(run, now),
    run.attempts.map(({ state }) => state).join(', '),
  ];
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Task runs as a table' },
    element(
      'table',
      {},
      element('caption', { class: 'hidden' }, `Task runs of ${execution.id}, begun ${began(execution)}`),
      element('thead', {}, head),
      element(
        'tbody',
        {},
        ...execution.runs.map((run) =>
          element('tr', {}, ...cells(run).map((cell) => element('td', {}, cell))),
        ),
      ),
    ),
  );
}

function began({ start }: Execution): string {
  return start === undefined ? 'not yet' : momentText(start);
}
