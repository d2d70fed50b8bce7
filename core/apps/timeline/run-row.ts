import { element, set } from '../page/element.js';
import { signOf, toneOf } from '../page/states.js';
import { durationText } from '../page/time.js';
import type { Run, Span } from './model.js';
import { placeOf, type Scale, tookText } from './scale.js';

let lastId = 0;

/** A task run: its name, duration and bar, and on demand its logs. */
export class RunRow {
  readonly node = element('li');
  private readonly sign = element('span', { class: 'state' });
  private readonly label = element('span', { class: 'label' });
  private readonly took = element('span', { class: 'took' });
  private readonly words = element('span', { class: 'hidden' });
  private readonly track = element('span', { class: 'track' });
  private readonly logs = element('div', { class: 'logs', id: `logs-${++lastId}`, hidden: '' });
  private readonly row: HTMLButtonElement;
  private run: Run | undefined;

  constructor(open: (run: Run, into: HTMLElement) => void) {
    const name = element('span', { class: 'name' }, this.sign, this.label, this.words);
    this.row = element(
      'button',
      { type: 'button', class: 'row', tabindex: -1, 'aria-expanded': 'false' },
      name,
      this.took,
      this.track,
    );
    set(this.row, { 'aria-controls': this.logs.id });
    this.row.addEventListener('click', () => {
      const isOpen = this.toggle();
      if (isOpen && this.run !== undefined) open(this.run, this.logs);
    });
    this.node.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || this.logs.hidden) return;
      this.toggle();
      this.row.focus();
    });
    this.node.append(this.row, this.logs);
  }

  show(run: Run): void {
    const isSame = this.run !== undefined && JSON.stringify(this.run) === JSON.stringify(run);
    this.run = run;
    if (isSame) return;
    const name = run.value === undefined ? run.task : `${run.task} · ${run.value}`;
    this.sign.replaceChildren(signOf(run.state));
    this.label.textContent = name;
    set(this.label, { title: name });
    this.node.style.setProperty('--depth', String(run.depth));
  }

  place(scale: Scale): void {
    const { run } = this;
    if (run === undefined) return;
    say(this.took, tookText(run, scale.now));
    say(this.words, spoken(run, scale));
    const parts = run.attempts.length > 0 ? run.attempts : [run];
    this.draw([
      ...(run.attempts.length > 0 ? bar(run, scale, 'whole') : []),
      ...parts.flatMap((part) => bar(part, scale, run.attempts.length > 0 ? 'attempt' : 'only')),
    ]);
  }

  /** Move existing bars. New ones would restart their animation each second. */
  private draw(bars: readonly HTMLElement[]): void {
    const old = [...this.track.children] as HTMLElement[];
    const isSame =
      old.length === bars.length && old.every(({ className }, at) => className === bars[at]?.className);
    if (!isSame) return this.track.replaceChildren(...bars);
    old.forEach((each, at) => {
      each.style.left = bars[at]?.style.left ?? '';
      each.style.width = bars[at]?.style.width ?? '';
    });
  }

  private toggle(): boolean {
    this.logs.hidden = !this.logs.hidden;
    set(this.row, { 'aria-expanded': String(!this.logs.hidden) });
    return !this.logs.hidden;
  }
}

/** Screen readers announce every change, so write only what differs. */
function say(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

function bar(span: Span, scale: Scale, kind: string): HTMLElement[] {
  const place = placeOf(span, scale);
  if (place === undefined) return [];
  const goesOn = span.end === undefined ? ' open' : '';
  const node = element('span', { class: `bar ${kind} ${toneOf(span.state)}${goesOn}` });
  node.style.left = `${place.left}%`;
  node.style.width = `${place.width}%`;
  return [node];
}

/** Describes the sign and the bar in words. The name and the duration already are text. */
function spoken({ state, start, end, attempts }: Run, { from }: Scale): string {
  if (start === undefined) return `, ${state}, not started.`;
  const tries =
    attempts.length === 0
      ? ''
      : `, ${attempts.length} attempts: ${attempts.map(({ state }) => state).join(', ')}`;
  const took = end === undefined ? 'so far' : 'took';
  return `, ${state}, started after ${durationText(start - from)}${tries}, ${took}`;
}
