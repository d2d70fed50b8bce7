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

/** Rows when neither a count nor a page is asked for. */
const ROWS = 25;
/** Rows of one request to Kestra when so many are asked for that it takes several. */
const PER_REQUEST = 100;
const MOST_PER_REQUEST = 1_000;
/** For what stands beside the rows. */
const MARGIN = 600;

/** Executions, newest first: a page of them, or as many as `count` says. */
export async function listExecutions(
  kestra: KestraClient,
  asked: ListExecutions,
  { answerChars }: Pick<ToolContext, 'answerChars'>,
) {
  const { namespace, flow_id } = asked;
  if (flow_id !== undefined && namespace === undefined) {
    throw new InputError('The argument "flow_id" needs "namespace" beside it.', {
      hint: 'find_flow gives both.',
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
  /** Rows before the first one. */
  start: number;
  size: number;
  /** Rows of one request. */
  request: number;
}

/** A page is of `page_size`; without one, `count` is all that is wanted, and `page_size` is that of a request. */
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
    // An execution that starts meanwhile moves others to the next page.
    for (const execution of answer.results) found.set(execution.id, execution);
    total = answer.total;
    if (answer.results.length < request || page * request >= (total ?? Infinity)) break;
  }
  return { found: [...found.values()].sort(newestFirst).slice(0, size), total };
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
