import type { Client } from '../page/client.js';
import { button, element, set } from '../page/element.js';
import { signOf } from '../page/states.js';
import { drawn } from './draw.js';
import { laidOut } from './layout.js';
import type { Graph } from './mermaid.js';
import { fitted, rulerFor } from './ruler.js';
import { tableOf } from './table.js';

/** What stands above the picture. */
export interface About {
  title: string;
  more: string;
  state?: string;
  note?: string;
  url?: string;
}

/** Widest label, in pixels, and the width from which a graph may go from the left. */
const WIDEST = 260;
const WIDE = 700;
/** Smaller than that nobody reads it. */
const SMALLEST = 0.8;

/** All of the page once there is a graph to show. */
export class View {
  readonly node = element('main');
  private readonly head = element('header', { class: 'head' });
  private readonly body = element('div', { 'data-drawn': '' });
  private asTable = false;
  private graph: Graph | undefined;
  private width = 0;

  constructor(private readonly client: Client) {
    this.node.append(this.head, this.body);
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
    const notes = note === undefined ? [] : [element('p', { class: 'note' }, note)];
    this.head.replaceChildren(what, ...(badge ? [badge] : []), this.tools(about));
    this.node.replaceChildren(this.head, ...notes, this.body);
    this.draw();
  }

  private tools({ url }: About): HTMLElement {
    const { open, fullscreen } = this.client;
    const table = button('Table', () => this.toggle(table), { 'aria-pressed': String(this.asTable) });
    const link = open !== undefined && url !== undefined && /^https?:\/\//.test(url);
    return element(
      'div',
      { class: 'tools' },
      table,
      fullscreen && button('Full screen', fullscreen),
      link && button('Open in Kestra', () => open(url)),
    );
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
      body.replaceChildren(element('p', { class: 'note' }, 'There is nothing in it.'));
    else if (this.asTable) body.replaceChildren(tableOf(graph));
    else {
      const picture = this.picture(graph);
      body.replaceChildren(picture);
      // Where it begins, for what is wider than the page.
      picture.querySelector('.node')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    }
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
    set(svg, { width: Math.floor(laid.width * scale), height: Math.floor(laid.height * scale) });
    return element('div', { class: 'scroll paper' }, svg);
  }
}
