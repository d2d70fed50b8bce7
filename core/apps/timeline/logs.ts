import type { Client } from '../page/client.js';
import { button, element } from '../page/element.js';
import { asObject, type Json } from '../page/json.js';
import { momentOf } from '../page/time.js';
import type { Run } from './model.js';

const LEVELS: Readonly<Record<string, string>> = { ERROR: 'bad', WARN: 'warn' };
/** Number of lines that are drawn. */
const MOST = 500;

/** Fetches and shows the logs of a task run. */
export async function showLogs(
  client: Client,
  executionId: string,
  run: Run,
  into: HTMLElement,
): Promise<void> {
  if (client.call === undefined) {
    into.replaceChildren(element('p', { class: 'soft' }, 'This client does not let pages request logs.'));
    return;
  }
  into.replaceChildren(element('p', { class: 'soft', role: 'status' }, 'Loading the logs…'));
  const again = button('Load again', () => void showLogs(client, executionId, run, into), { class: 'plain' });
  try {
    const { content, failure } = await client.call('get_execution_logs', {
      execution_id: executionId,
      task_run_id: run.id,
    });
    into.replaceChildren(...(failure === undefined ? told(content, run) : failed(failure)), again);
  } catch (error) {
    into.replaceChildren(...failed(error instanceof Error ? error.message : String(error)), again);
  }
}

function failed(why: string): HTMLElement[] {
  return [element('p', { class: 'note bad', role: 'alert' }, `The logs could not be loaded. ${why}`)];
}

function told({ results, next }: Json, { task }: Run): HTMLElement[] {
  const lines = (Array.isArray(results) ? results : []).map(asObject);
  const said = typeof next === 'string' ? [element('p', { class: 'soft' }, next)] : [];
  if (lines.length === 0)
    return [element('p', { class: 'soft', role: 'status' }, 'This task run has no logs.'), ...said];
  const list = element(
    'ol',
    { class: 'lines mono', tabindex: 0, role: 'list', 'aria-label': `Logs of ${task}` },
    ...lines.slice(-MOST).map(line),
  );
  return [list, ...said];
}

function line({ timestamp, level, message }: Json): HTMLElement {
  const at = momentOf(timestamp);
  const time = at === undefined ? '' : new Date(at).toLocaleTimeString(undefined, { hour12: false });
  const name = typeof level === 'string' ? level : '';
  return element(
    'li',
    {},
    element('span', { class: 'soft' }, time),
    element('span', { class: `level ${LEVELS[name] ?? 'idle'}` }, name),
    element('span', { class: 'message' }, typeof message === 'string' ? message : ''),
  );
}
