import { cutText, type Flow, InputError, type KestraClient, rowsFrom, textPart } from '@kestra-mcp/core';
import { withSource } from './with-source.js';

/** Most revisions in one result. */
const REVISIONS = 100;
/** Characters reserved for everything but the text or the rows. */
const MARGIN = 600;

/** A text in `result`, or as much of it from an offset on as there is room for. */
export function partOf(text: string, offset: number | undefined, answerChars: number) {
  const { part, end, left } = textPart(text, offset ?? 0, answerChars - MARGIN);
  const next = `${left} more characters follow. Repeat the call with offset ${end}. Save nothing until you have read all of it.`;
  return { result: part, ...(left > 0 && { next }) };
}

interface Wanted {
  offset?: number | undefined;
  with_yaml: boolean;
  answerChars: number;
}

/** Revisions of a flow in ascending order. If not all of them fit, the newest ones come in the first result. */
export async function revisionsOf(
  kestra: KestraClient,
  { namespace, flow_id }: { namespace: string; flow_id: string },
  { offset = 0, with_yaml, answerChars }: Wanted,
) {
  const revisions = await kestra.flows.revisions(namespace, flow_id);
  // Kestra returns no revisions for an unknown flow. A flow that exists has at least one.
  if (revisions.length === 0) {
    throw new InputError(`The flow "${flow_id}" does not exist in namespace "${namespace}".`, {
      hint: 'Use find_flow to find a flow by an approximate name.',
    });
  }
  const room = answerChars - MARGIN;
  const rows = revisions.map(with_yaml ? (flow) => shortSource(flow, room / 2) : inShort).reverse();
  const listed = rowsFrom(rows, { offset, most: REVISIONS, room });
  return { ...listed, results: listed.results.reverse() };
}

/** A revision with its YAML, which is cut if it would fill the result alone. */
function shortSource(flow: Flow, longest: number) {
  const told = withSource(flow);
  if (told.source === undefined) return told;
  const readOn = `Call manage_flow with action get_yaml and revision ${told.revision} to read it in parts.`;
  return { ...told, source: cutText(told.source, longest, { readOn }) };
}

/** Properties of the flow that the YAML has anyway. */
const OF_THE_FLOW: ReadonlySet<string> = new Set(['id', 'namespace', 'tenantId', 'source', 'description']);

/** Number, date, author and draft state of a revision, as far as Kestra returns them. */
function inShort(flow: Flow): object {
  const told = Object.entries(flow).filter(
    ([name, value]) => !OF_THE_FLOW.has(name) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(told.filter(([, value]) => value !== false));
}
