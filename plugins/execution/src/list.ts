import { type Execution, InputError, type KestraClient } from '@kestra-mcp/core';
import type { ListExecutions } from './execution.schemas.js';
import { since } from './since.js';
import { whyNothing } from './why-nothing.js';

/** Listed when no count is given; more would fill any model's context. */
const MOST = 1_000;

/** Executions, newest first, page by page until the count, the cap or the end is reached. */
export async function listExecutions(kestra: KestraClient, asked: ListExecutions) {
  const { namespace, flow_id, state, count, page_size } = asked;
  if (flow_id !== undefined && namespace === undefined) {
    throw new InputError('The argument "flow_id" needs "namespace" beside it.', {
      hint: 'find_flow gives both.',
    });
  }
  const most = count ?? MOST;
  const size = Math.min(page_size, most);
  const where = { namespace, flowId: flow_id, state, labels: mapOf(asked.labels), ...startedIn(asked) };
  const found = new Map<string, Execution>();
  let total: number | undefined;
  for (let page = 1; found.size < most; page++) {
    const answer = await kestra.executions.search({ ...where, page, size });
    // An execution that starts meanwhile moves others to the next page.
    for (const execution of answer.results) found.set(execution.id, execution);
    total = answer.total;
    if (answer.results.length < size || page * size >= (total ?? Infinity)) break;
  }
  const results = [...found.values()].sort(newestFirst).slice(0, most).map(slim);
  const next = results.length === 0 ? await whyNothing(kestra, asked) : rest(results, total, count);
  return { results, ...(total !== undefined && { total }), ...(next !== undefined && { next }) };
}

/** When they started. The default range is for a listing without any date: one that ends long ago would be empty. */
function startedIn({ time_range, start_date, end_date }: ListExecutions) {
  const ranged = time_range !== undefined || end_date === undefined;
  const until = end_date === undefined ? Date.now() : Math.min(Date.now(), Date.parse(end_date));
  return {
    startDate: start_date ?? (ranged ? since(time_range, new Date(until)) : undefined),
    endDate: end_date,
  };
}

/** Kestra keeps values without blanks around them. */
function mapOf(labels: ListExecutions['labels'] = []): Record<string, string> {
  return Object.fromEntries(labels.map(({ key, value }) => [key, value.trim()]));
}

function newestFirst(a: Execution, b: Execution): number {
  return (b.state.startDate ?? '').localeCompare(a.state.startDate ?? '');
}

/** What a list needs; the whole execution is one `get` away. */
function slim({ id, namespace, flowId, state, inputs, labels }: Execution) {
  const { current, startDate, endDate, duration } = state;
  return {
    id,
    namespace,
    flowId,
    state: { current, startDate, endDate, duration },
    ...(hasMembers(inputs) && { inputs }),
    ...(hasMembers(labels) && { labels }),
  };
}

function hasMembers(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function rest(shown: readonly unknown[], total: number | undefined, count: number | undefined) {
  if (count !== undefined || total === undefined || total <= shown.length) return undefined;
  return `${total - shown.length} older ones: raise count (to 10000 at most), or narrow by flow, state or dates.`;
}
