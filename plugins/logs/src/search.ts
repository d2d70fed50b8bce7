import {
  fitRows,
  jsonChars,
  type KestraClient,
  NotFoundError,
  nextPage,
  type ToolContext,
} from '@kestra-mcp/core';
import { plainLine, said, shortLine, withoutFrames } from './lines.js';
import type { SearchLogs } from './logs.schemas.js';

/** Characters reserved for everything but the lines. */
const MARGIN = 1_000;

/** A page of log lines of all executions, newest first. */
export async function searchLogs(
  kestra: KestraClient,
  asked: SearchLogs,
  { answerChars }: Pick<ToolContext, 'answerChars'>,
) {
  const { namespace, flow_id, min_level, page, size } = asked;
  const { results, ...found } = await kestra.logs.search(searchOf(asked));
  const { total } = found;
  if (!results?.length) {
    const next = await whyNothing(kestra, namespace, flow_id);
    return { ...found, results: [], page, size, ...(next && { next }) };
  }
  const room = answerChars - MARGIN;
  const rows = results.map((line) => plainLine(withoutFrames(line, min_level)));
  const shown = jsonChars(rows) <= room ? rows : rows.map((line) => shortLine(line, room));
  const { kept, next } = fitRows(shown, { start: (page - 1) * size, size, total, room });
  return { ...found, results: kept, page, size, ...said(nextPage(next, total, 'size')) };
}

/** Checks whether the flow or namespace exists. A caller without permission to look gets the empty list. */
async function whyNothing(
  kestra: KestraClient,
  namespace: string | undefined,
  flowId: string | undefined,
): Promise<string | undefined> {
  if (namespace === undefined) return undefined;
  if (flowId === undefined) return kestra.flows.elsewhere(namespace, { below: true });
  await kestra.flows.ensureWithin(namespace, flowId).catch((error: unknown) => {
    if (error instanceof NotFoundError) throw error;
  });
  return undefined;
}

function searchOf({ query, namespace, flow_id, min_level, start_date, end_date, page, size }: SearchLogs) {
  return {
    q: query,
    namespace,
    flowId: flow_id,
    minLevel: min_level,
    startDate: start_date,
    endDate: end_date,
    page,
    size,
  };
}
