import {
  type Execution,
  fitRows,
  InputError,
  type KestraClient,
  nextPage,
  type ToolContext,
} from '@kestra-mcp/core';
import type { ListExecutions } from './execution.schemas.js';
import { plainRow } from './row.js';
import { since } from './since.js';
import { whyNothing } from './why-nothing.js';

/** Rows returned if the call has neither a count nor a page. */
const ROWS = 25;
/** Rows per request to Kestra if a call needs several requests. */
const PER_REQUEST = 100;
const MOST_PER_REQUEST = 1_000;
/** Characters reserved for everything but the rows. */
const MARGIN = 600;

/** Lists executions, newest first: one page, or as many as `count`. */
export async function listExecutions(
  kestra: KestraClient,
  asked: ListExecutions,
  { answerChars }: Pick<ToolContext, 'answerChars'>,
) {
  const { namespace, flow_id } = asked;
  if (flow_id !== undefined && namespace === undefined) {
    throw new InputError('The argument "flow_id" needs the argument "namespace".', {
      hint: 'Use find_flow to get both.',
    });
  }
  const wanted = pageOf(asked);
  const { found, total } = await search(kestra, asked, wanted);
  const { start, size } = wanted;
  const { kept, next } = fitRows(found.map(plainRow), { start, size, total, room: answerChars - MARGIN });
  const page =
    flow_id !== undefined && namespace !== undefined
      ? kestra.ui.flow(namespace, flow_id, 'executions')
      : kestra.ui.executions();
  const advice = found.length === 0 && start === 0 ? await whyNothing(kestra, asked) : nextPage(next, total);
  return {
    results: kept,
    ...(total !== undefined && { total }),
    ...(kept.length > 0 && kestra.ui.link(page)),
    ...(advice !== undefined && { next: advice }),
  };
}

interface Wanted {
  /** Rows to skip. */
  start: number;
  size: number;
  /** Rows per request. */
  request: number;
}

/** With `page`, a page has `page_size` rows. Without it, `count` rows are wanted and `page_size` is the size of a request. */
function pageOf({ page, count, page_size }: ListExecutions): Wanted {
  if (page !== undefined) {
    const size = page_size ?? Math.min(count ?? ROWS, MOST_PER_REQUEST);
    return { start: (page - 1) * size, size, request: size };
  }
  const size = count ?? page_size ?? ROWS;
  return { start: 0, size, request: Math.min(page_size ?? PER_REQUEST, size) };
}

async function search(kestra: KestraClient, asked: ListExecutions, { start, size, request }: Wanted) {
  const { namespace, flow_id, state } = asked;
  const where = { namespace, flowId: flow_id, state, labels: mapOf(asked.labels), ...startedIn(asked) };
  const found = new Map<string, Execution>();
  let total: number | undefined;
  for (let page = start / request + 1; found.size < size; page++) {
    const answer = await kestra.executions.search({ ...where, page, size: request });
    // An execution that starts in the meantime moves others to the next page.
    for (const execution of answer.results) found.set(execution.id, execution);
    total = answer.total;
    if (answer.results.length < request || page * request >= (total ?? Infinity)) break;
  }
  return { found: [...found.values()].sort(newestFirst).slice(0, size), total };
}

/** The period in which they started. The default applies only without dates: with an old end date the list would be empty. */
function startedIn({ time_range, start_date, end_date }: ListExecutions) {
  const ranged = time_range !== undefined || end_date === undefined;
  const until = end_date === undefined ? Date.now() : Math.min(Date.now(), Date.parse(end_date));
  return {
    startDate: start_date ?? (ranged ? since(time_range, new Date(until)) : undefined),
    endDate: end_date,
  };
}

/** Trims values, because Kestra stores them without surrounding spaces. */
function mapOf(labels: ListExecutions['labels'] = []): Record<string, string> {
  return Object.fromEntries(labels.map(({ key, value }) => [key, value.trim()]));
}

function newestFirst(a: Execution, b: Execution): number {
  return (b.state.startDate ?? '').localeCompare(a.state.startDate ?? '');
}
