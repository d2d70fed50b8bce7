import type { Client } from '../page/client.js';
import { button, element, set } from '../page/element.js';
import { fullScreenButton } from '../page/full-screen.js';
import { signOf } from '../page/states.js';
import { momentText } from '../page/time.js';
import { Chart } from './chart.js';
import type { Execution, Run } from './model.js';
import { tookText } from './scale.js';
import { tableOf } from './table.js';

export interface Acts {
  now(): number;
  logs(run: Run, into: HTMLElement): void;
  more(): void;
}

/** The whole page, once there is an execution to show. */
export class View {
  readonly node = element('main');
  private readonly title = element('h1');
  private readonly about = element('p', { class: 'soft' });
  private readonly badge = element('span', { class: 'badge' });
  private readonly said = element('p', { class: 'hidden', role: 'status' });
  private readonly trouble = element('div');
  private readonly notes = element('div');
  private readonly body = element('div');
  private readonly live = element('span', { class: 'live soft' });
  private readonly tools: HTMLElement;
  private readonly chart: Chart;
  private asTable = false;
  private shown: Execution | undefined;

  constructor(
    private readonly client: Client,
    private readonly acts: Acts,
  ) {
    this.chart = new Chart(acts.now, acts.logs);
    const table = button('Table', () => this.toggle(table), { 'aria-pressed': 'false' });
    this.tools = element('div', { class: 'tools' }, this.live, table, fullScreenButton(client));
    const what = element('div', { class: 'what' }, this.title, this.about);
    const head = element('header', { class: 'head' }, what, this.badge, this.tools);
    this.node.append(head, this.said, this.trouble, this.notes, this.body);
  }

  /** Shows an error instead of the last one. Without a text, it removes that. */
  warn(text: string | undefined, act?: HTMLElement): void {
    const note = text !== undefined && element('p', { class: 'note bad', role: 'alert' }, text, act);
    this.trouble.replaceChildren(...(note ? [note] : []));
    if (act !== undefined) this.mark(false);
  }

  private mark(isLive: boolean): void {
    this.live.textContent = isLive ? 'live' : '';
    set(this.live, { 'data-on': isLive ? '' : false });
  }

  show(execution: Execution, { isLive }: { isLive: boolean }): void {
    const before = this.shown;
    this.shown = execution;
    this.title.textContent = execution.flow || execution.id;
    this.badge.replaceChildren(signOf(execution.state), element('span', {}, execution.state));
    if (before?.state !== execution.state) this.said.textContent = `The execution is ${execution.state}.`;
    this.mark(isLive);
    this.link(execution);
    this.note(execution);
    this.draw();
  }

  /** Updates what depends on the time alone. */
  draw(): void {
    const { shown } = this;
    if (shown === undefined) return;
    const took = tookText(shown, this.acts.now());
    const began = shown.start === undefined ? 'not started' : momentText(shown.start);
    this.about.textContent = [shown.id, began, took].filter(Boolean).map(whole).join(' · ');
    if (this.asTable) this.tabulate(tableOf(shown, this.acts.now()));
    else if (shown.runs.length === 0)
      this.body.replaceChildren(element('p', { class: 'note' }, 'There are no task runs yet.'));
    else {
      if (this.body.firstChild !== this.chart.node) this.body.replaceChildren(this.chart.node);
      this.chart.show(shown);
    }
  }

  /** If the table has the same length as before, only its texts change, so that it keeps the position and the focus. */
  private tabulate(table: HTMLElement): void {
    const cells = (node: Element) => [...node.querySelectorAll('caption, th, td')];
    const shape = (node: Element) =>
      ['tr', 'th', 'td'].map((tag) => node.querySelectorAll(tag).length).join();
    if (shape(this.body) !== shape(table)) return this.body.replaceChildren(table);
    const now = cells(table);
    cells(this.body).forEach((cell, index) => {
      const text = now[index]?.textContent ?? '';
      if (cell.textContent !== text) cell.textContent = text;
    });
  }

  private toggle(table: HTMLElement): void {
    this.asTable = !this.asTable;
    set(table, { 'aria-pressed': String(this.asTable) });
    this.draw();
  }

  private link({ url }: Execution): void {
    const { open } = this.client;
    const isThere = this.tools.querySelector('.link') !== null;
    if (isThere || url === undefined || open === undefined || !/^https?:\/\//.test(url)) return;
    this.tools.append(button('Open in Kestra', () => open(url), { class: 'link' }));
  }

  private note({ missing, runs, loops }: Execution): void {
    const more =
      this.client.call === undefined ? undefined : button('Show more', this.acts.more, { class: 'plain' });
    const notes = [
      missing > 0 &&
        element(
          'p',
          { class: 'note' },
          `${runs.length} of ${runs.length + missing} task runs are shown. Failed and running ones come first.`,
          more,
        ),
      loops !== undefined && element('p', { class: 'note' }, loops),
    ];
    const texts = notes.map((note) => (note ? note.textContent : '')).join('\n');
    // Drawing it again would take the focus from the button.
    if (this.notes.dataset.texts === texts) return;
    this.notes.dataset.texts = texts;
    this.notes.replaceChildren(...notes.filter((note) => note !== false));
  }
}

/** Prevents line breaks in the text. */
function whole(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
