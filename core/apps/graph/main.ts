import { type Answer, type Client, connect, textOf } from '../page/client.js';
import { button, element } from '../page/element.js';
import type { Json } from '../page/json.js';
import { Live } from '../page/live.js';
import { isFinal } from '../page/states.js';
import { readMermaid } from './mermaid.js';
import { type About, View } from './view.js';

const message = element('p', { class: 'soft', role: 'status' }, 'Waiting for the graph…');
document.body.append(message);

let asked: Json = {};
let view: View | undefined;
let live: Live | undefined;
let last = '';

const client: Promise<Client> = connect('kestra-mcp-graph', {
  input: (args) => {
    asked = args;
  },
  result: (answer) => void client.then((known) => take(known, answer)).catch(failed),
  cancelled: () => say('The call was cancelled.'),
});
client.then(({ gone }) => gone.then(() => live?.stop())).catch(failed);

/** Shows an answer. Returns whether it has changed, and whether it is final. */
function take(known: Client, { content, failure }: Answer) {
  const graph = readMermaid(content.mermaid);
  if (graph === undefined) {
    say(failure ?? 'This result has no graph to show.');
    return { changed: false, isOver: true };
  }
  view ??= begin(known);
  const text = JSON.stringify(content);
  const changed = text !== last;
  last = text;
  if (changed) view.show(graph, aboutOf(content));
  const isOver = typeof content.state !== 'string' || isFinal(content.state) || known.call === undefined;
  if (!isOver && live?.isLive !== true) live?.start();
  return { changed, isOver };
}

function begin(known: Client): View {
  const made = new View(known);
  document.body.replaceChildren(made.node);
  // The states of a running execution change soon.
  live = new Live(
    () => look(known),
    (why) => stopped(known, why),
    made.node,
  );
  return made;
}

async function look(known: Client) {
  const answer = await known.call?.('show_flow', asked);
  if (answer === undefined || answer.failure !== undefined) throw new Error(answer?.failure);
  return take(known, answer);
}

function stopped(known: Client, why: string): void {
  const again = button('Try again', () => {
    void look(known).then(
      () => view?.warn(undefined),
      (error) => stopped(known, textOf(error)),
    );
  });
  view?.warn(`Live updates have stopped. ${why}`, again);
}

function aboutOf({ namespace, id, revision, execution_id, state, next, url }: Json): About {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const [where, flow] = [text(namespace) ?? text(asked.namespace) ?? '', text(id)];
  const more = [
    typeof revision === 'number' && `revision ${revision}`,
    text(execution_id) !== undefined && `execution ${execution_id}`,
    flow === undefined && 'flows and the flows they start',
  ];
  return {
    title: flow === undefined ? where : `${where} / ${flow}`,
    more: more.filter(Boolean).join(' · '),
    ...(text(state) !== undefined && { state: String(state) }),
    ...(text(next) !== undefined && { note: String(next) }),
    ...(text(url) !== undefined && { url: String(url) }),
  };
}

function say(text: string): void {
  if (view === undefined) message.textContent = text;
}

function failed(error: unknown): void {
  say(textOf(error));
}
