import { fitRows, type KestraClient, nextPage, type ToolContext } from '@kestra-mcp/core';
import { both } from './look.js';
import { tellDeclared, tellRow } from './told.js';

interface Asked {
  namespace?: string | undefined;
  flow_id?: string | undefined;
  page?: number | undefined;
  page_size?: number | undefined;
}
type Told = Record<string, unknown>;

const ROWS = 50;
/** Characters reserved for the rest of the result. */
const MARGIN = 600;
const EVENTS =
  'Flow and Webhook triggers have no state and are not listed. To see them, call list_flows_with_triggers.';

/** Lists all triggers of a flow, or the triggers with a state of a namespace with its children or of all namespaces. */
export async function listTriggers(
  kestra: KestraClient,
  asked: Asked,
  { answerChars }: Pick<ToolContext, 'answerChars'>,
) {
  const { namespace, flow_id, page = 1, page_size: size = ROWS } = asked;
  const start = (page - 1) * size;
  const found =
    namespace !== undefined && flow_id !== undefined
      ? await ofFlow(kestra, { namespace, flow_id }, { start, size })
      : await searched(kestra, asked, { page, size });
  const { rows, total, note } = found;
  const { kept, next } = fitRows(rows, { start, size, total, room: answerChars - MARGIN });
  const isNone = rows.length === 0 && start === 0;
  const advice = isNone ? await whyNone(kestra, asked) : nextPage(rows.length > 0 ? next : undefined, total);
  return {
    results: kept,
    ...(total !== undefined && { total }),
    ...(note !== undefined && { note }),
    ...(advice !== undefined && { next: advice }),
  };
}

/** Why nothing was found. A flow that was given with its namespace exists. */
async function whyNone(kestra: KestraClient, { namespace, flow_id }: Asked): Promise<string | undefined> {
  if (flow_id === undefined)
    return namespace === undefined ? undefined : kestra.flows.elsewhere(namespace, { below: true });
  return namespace === undefined
    ? `No flow "${flow_id}" has a trigger with a state. To find a flow by an approximate name, call find_flow.`
    : undefined;
}

interface Found {
  rows: Told[];
  total?: number | undefined;
  note?: string;
}

/** Includes the triggers that the flow declares, because some have no state. */
async function ofFlow(
  kestra: KestraClient,
  place: { namespace: string; flow_id: string },
  { start, size }: { start: number; size: number },
): Promise<Found> {
  const { namespace, flow_id } = place;
  const [{ triggers = [], disabled }, rows] = await both(
    kestra.flows.get(namespace, flow_id),
    kestra.triggers.rows(namespace, flow_id),
  );
  const declared = triggers.map((trigger) => {
    const row = rows.find(({ triggerId }) => triggerId === trigger.id);
    return row === undefined ? tellDeclared(place, trigger) : tellRow(row, trigger);
  });
  const others = rows
    .filter(({ triggerId }) => !triggers.some(({ id }) => id === triggerId))
    .map((row) => ({ ...tellRow(row), note: 'The flow no longer declares this trigger.' }));
  const all = [...declared, ...others];
  const note = 'The flow is disabled. No trigger starts it until it is enabled.';
  return {
    rows: all.slice(start, start + size),
    total: all.length,
    ...(disabled === true && { note }),
  };
}

async function searched(
  kestra: KestraClient,
  { namespace, flow_id }: Asked,
  paging: { page: number; size: number },
): Promise<Found> {
  const { results, total } = await kestra.triggers.search({ namespace, flowId: flow_id, ...paging });
  return { rows: results.map(({ row, declared }) => tellRow(row, declared)), total, note: EVENTS };
}
