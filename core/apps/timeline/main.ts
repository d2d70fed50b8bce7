import { type Answer, type Client, connect, textOf } from '../page/client.js';
import { button, element } from '../page/element.js';
import { asObject, type Json } from '../page/json.js';
import { Live } from '../page/live.js';
import { isFinal } from '../page/states.js';
import { Clock } from './clock.js';
import { showLogs } from './logs.js';
import { type Execution, merged, readExecution } from './model.js';
import { View } from './view.js';

const clock = new Clock();
const message = element('p', { class: 'soft', role: 'status' }, 'Waiting for the execution…');
document.body.append(message);

let shown: Execution | undefined;
let view: View | undefined;
let live: Live | undefined;
/** The id in the call, for results that are about an execution but do not contain it. */
let asked: string | undefined;

const client: Promise<Client> = connect('kestra-mcp-timeline', {
  input: ({ execution_id }) => {
    if (typeof execution_id === 'string') asked = execution_id;
  },
  result: (answer) => void client.then((known) => first(known, answer)).catch(failed),
  cancelled: () => say('The call was cancelled.'),
});
client.then(({ gone }) => gone.then(() => live?.stop())).catch(failed);

async function first(known: Client, answer: Answer): Promise<void> {
  if (answer.failure !== undefined) return say(answer.failure);
  const execution = readExecution(answer.content);
  if (execution !== undefined) return take(known, execution);
  const { executionId, status } = answer.content;
  const id = typeof executionId === 'string' ? executionId : asked;
  if (status === 'deleted') return say('The execution was deleted.');
  if (known.call === undefined || id === undefined) return say('This result has no task runs to show.');
  try {
    const now = await read(known, { execution_id: id });
    if (now === undefined) say('This result has no task runs to show.');
    else take(known, now);
  } catch (error) {
    say(textOf(error));
  }
}

function take(known: Client, execution: Execution, isNextPage = false): void {
  clock.look(execution);
  shown = merged(shown, execution, isNextPage);
  view ??= begin(known);
  const isLive = known.call !== undefined && !isOver(shown);
  view.show(shown, { isLive });
  if (isLive && live?.isLive !== true) live?.start();
}

function begin(known: Client): View {
  const made = new View(known, {
    now: () => clock.now(),
    logs: (run, into) => void showLogs(known, shown?.id ?? '', run, into),
    more: () => void more(known),
  });
  document.body.replaceChildren(made.node);
  live = new Live(
    () => look(known),
    (why) => stopped(known, why),
    made.node,
  );
  // Bars of running task runs grow.
  setInterval(() => shown !== undefined && !isOver(shown) && live?.isLive && made.draw(), 1_000);
  return made;
}

async function look(known: Client) {
  const before = shown;
  const now = await read(known, { execution_id: before?.id });
  if (now === undefined) throw new Error('The execution no longer exists.');
  take(known, now);
  return { changed: JSON.stringify(before) !== JSON.stringify(shown), isOver: isOver(now) };
}

function isOver({ state, end }: Execution): boolean {
  return isFinal(state, end);
}

async function more(known: Client): Promise<void> {
  try {
    const next = await read(known, { execution_id: shown?.id, offset: shown?.shown });
    view?.warn(undefined);
    if (next !== undefined) take(known, next, true);
  } catch (error) {
    view?.warn(`The other task runs could not be loaded. ${textOf(error)}`);
  }
}

async function read(known: Client, args: Json): Promise<Execution | undefined> {
  const answer = await known.call?.('manage_executions', { action: 'get', ...args });
  if (answer?.failure !== undefined) throw new Error(answer.failure);
  return readExecution(asObject(answer?.content));
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

function say(text: string): void {
  if (view === undefined) message.textContent = text;
}

function failed(error: unknown): void {
  say(textOf(error));
}
