import type { Client } from '../page/client.js';
import { button, element, set } from '../page/element.js';
import { fullScreenButton } from '../page/full-screen.js';
import { signOf } from '../page/states.js';
import { drawn } from './draw.js';
import { laidOut } from './layout.js';
import type { Graph } from './mermaid.js';
import { fitted, rulerFor } from './ruler.js';
import { tableOf } from './table.js';

/** The heading above the picture. */
export interface About {
  title: string;
  more: string;
  state?: string;
  note?: string;
  url?: string;
}

/** Widest label, in pixels, and the page width from which a graph may run from left to right. */
const WIDEST = 260;
const WIDE = 700;
/** Smaller pictures cannot be read. */
const SMALLEST = 0.8;

/** The whole page, once there is a graph to show. */
export class View {
  readonly node = element('main');
  private readonly head = element('header', { class: 'head' });
  private readonly body = element('div', { 'data-drawn': '' });
  private readonly notes = element('div');
  private readonly trouble = element('div');
  private readonly tools: HTMLElement;
  private url: string | undefined;
  private asTable = false;
  private graph: Graph | undefined;
  private width = 0;

  constructor(private readonly client: Client) {
    const table = button('Table', () => this.toggle(table), { 'aria-pressed': 'false' });
    this.tools = element('div', { class: 'tools' }, table, fullScreenButton(client));
    this.node.append(this.head, this.trouble, this.notes, this.body);
    new ResizeObserver(() => {
      if (this.body.clientWidth !== this.width) this.draw();
    }).observe(this.node);
  }

  show(graph: Graph, about: About): void {
    this.graph = graph;
    const { title, more, state, note } = about;
    const what = element(
      'div',
      { class: 'what' },
      element('h1', {}, title),
      element('p', { class: 'soft' }, more),
    );
    const badge =
      state !== undefined && element('span', { class: 'badge' }, signOf(state), element('span', {}, state));
    this.notes.replaceChildren(...(note === undefined ? [] : [element('p', { class: 'note' }, note)]));
    this.link(about);
    for (const old of this.head.querySelectorAll('.what, .badge')) old.remove();
    this.head.prepend(what, ...(badge ? [badge] : []));
    // Inserting it again would take the focus from its buttons.
    if (!this.tools.isConnected) this.head.append(this.tools);
    this.draw();
  }

  /** Shows an error. Without a text, it removes the last one. */
  warn(text: string | undefined, act?: HTMLElement): void {
    const note = text !== undefined && element('p', { class: 'note bad', role: 'alert' }, text, act);
    this.trouble.replaceChildren(...(note ? [note] : []));
  }

  private link({ url }: About): void {
    const { open } = this.client;
    const isThere = this.url !== undefined;
    if (isThere || open === undefined || url === undefined || !/^https?:\/\//.test(url)) return;
    this.url = url;
    this.tools.append(button('Open in Kestra', () => open(url)));
  }

  private toggle(table: HTMLElement): void {
    this.asTable = !this.asTable;
    set(table, { 'aria-pressed': String(this.asTable) });
    this.draw();
  }

  private draw(): void {
    const { graph, body } = this;
    if (graph === undefined || !body.isConnected) return;
    this.width = body.clientWidth;
    if (graph.nodes.length === 0)
      body.replaceChildren(element('p', { class: 'note' }, 'This graph is empty.'));
    else if (this.asTable) body.replaceChildren(tableOf(graph));
    else this.showPicture(this.picture(graph));
  }

  /** Keeps the scroll position and the focus of the previous picture. A new picture starts at its first node. */
  private showPicture(picture: HTMLElement): void {
    const before = this.body.querySelector('.paper');
    const [left, top] = [before?.scrollLeft ?? 0, before?.scrollTop ?? 0];
    const focused = before?.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-id')
      : undefined;
    this.body.replaceChildren(picture);
    if (before === null) goToFirst(picture);
    else picture.scrollTo(left, top);
    const again = [...picture.querySelectorAll<SVGElement>('.node')].find(
      (node) => node.dataset.id === focused,
    );
    again?.focus({ preventScroll: true });
  }

  private picture(graph: Graph): HTMLElement {
    const { fontFamily } = getComputedStyle(this.node);
    const ruler = rulerFor(fontFamily);
    const short = (text: string) => fitted(text, ruler, WIDEST);
    const shown: Graph = {
      ...graph,
      nodes: graph.nodes.map((node) => ({ ...node, lines: node.lines.map(short) })),
      groups: graph.groups.map((group) => ({ ...group, label: short(group.label) })),
      edges: graph.edges.map((edge) => ({
        ...edge,
        ...(edge.label !== undefined && { label: short(edge.label) }),
      })),
    };
    const laid = laidOut(shown, ruler, this.width >= WIDE);
    const svg = drawn(graph, { ...laid });
    const scale = Math.max(SMALLEST, Math.min(1, (this.width - 26) / laid.width));
    set(svg, { width: laid.width * scale, height: laid.height * scale });
    return element('div', { class: 'scroll paper' }, svg);
  }
}

/** Scrolls to the first node. `scrollIntoView` would scroll the client as well. */
function goToFirst(picture: HTMLElement): void {
  const box = picture.querySelector('.node')?.getBoundingClientRect();
  if (box === undefined) return;
  const { left, top } = picture.getBoundingClientRect();
  picture.scrollLeft = box.left - left - (picture.clientWidth - box.width) / 2;
  if (box.bottom - top > picture.clientHeight)
    picture.scrollTop = box.top - top - (picture.clientHeight - box.height) / 2;
}
