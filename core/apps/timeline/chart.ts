import { element, set } from '../page/element.js';
import type { Execution, Run } from './model.js';
import { RunRow } from './run-row.js';
import { marksOf, scaleOf } from './scale.js';

/** The rows of the chart, one for each task run, on a common time scale. */
export class Chart {
  readonly node: HTMLElement;
  private readonly marks = element('div', { class: 'marks' });
  private readonly list = element('ul', { class: 'rows', 'aria-label': 'Task runs in order of their start' });
  private readonly rows = new Map<string, RunRow>();
  private shown: Execution | undefined;

  constructor(
    private readonly now: () => number,
    private readonly open: (run: Run, into: HTMLElement) => void,
  ) {
    const axis = element('div', { class: 'axis', 'aria-hidden': 'true' }, this.marks);
    this.node = element('div', { class: 'scroll chart' }, axis, this.list);
    this.list.addEventListener('keydown', (event) => this.move(event));
    new ResizeObserver(() => this.draw()).observe(this.marks);
  }

  show(execution: Execution): void {
    this.shown = execution;
    const gone = new Set(this.rows.keys());
    for (const run of execution.runs) {
      gone.delete(run.id);
      const row = this.rows.get(run.id) ?? new RunRow(this.open);
      this.rows.set(run.id, row);
      row.show(run);
    }
    for (const id of gone) this.remove(id);
    const nodes = execution.runs.flatMap(({ id }) => this.rows.get(id)?.node ?? []);
    // A row that is already in its place keeps the focus.
    nodes.forEach((node, index) => {
      if (this.list.children[index] !== node) this.list.insertBefore(node, this.list.children[index] ?? null);
    });
    this.makeReachable();
    this.draw();
  }

  /** Draws bars and marks for the present time. */
  draw(): void {
    if (this.shown === undefined) return;
    const scale = scaleOf(this.shown, this.now());
    const { marks, step } = marksOf(scale, this.marks.clientWidth || 300);
    this.node.style.setProperty('--step', `${step}%`);
    this.marks.replaceChildren(
      ...marks.map(({ at, text }) => {
        const mark = element('span', at > 90 ? { class: 'last' } : {}, text);
        mark.style.left = `${at}%`;
        return mark;
      }),
    );
    for (const row of this.rows.values()) row.place(scale);
  }

  private remove(id: string): void {
    this.rows.get(id)?.node.remove();
    this.rows.delete(id);
  }

  /** Only one row is in the tab order. Arrow keys move to the others. */
  private makeReachable(): void {
    const buttons = this.buttons();
    const current = buttons.find((each) => each.tabIndex === 0) ?? buttons[0];
    for (const each of buttons) set(each, { tabindex: each === current ? 0 : -1 });
  }

  private move(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const next = at < 0 || to === undefined ? undefined : buttons[to];
    if (next === undefined) return;
    event.preventDefault();
    for (const each of buttons) set(each, { tabindex: each === next ? 0 : -1 });
    next.focus();
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.list.querySelectorAll<HTMLButtonElement>(':scope > li > .row')];
  }
}
