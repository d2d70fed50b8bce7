import { cutText, type Flow, InputError, type KestraClient, rowsFrom, textPart } from '@kestra-mcp/core';
import { withSource } from './with-source.js';

/** Revisions in one answer. */
const REVISIONS = 100;
/** For what stands beside a text or rows. */
const MARGIN = 600;

/** A text as `result`, or the part of it from a character on that there is room for. */
export function partOf(text: string, offset: number | undefined, answerChars: number) {
  const { part, end, left } = textPart(text, offset ?? 0, answerChars - MARGIN);
  const next = `${left} more characters: the same call with offset ${end}. Save none of it before all is read.`;
  return { result: part, ...(left > 0 && { next }) };
}

interface Wanted {
  offset?: number | undefined;
  with_yaml: boolean;
  answerChars: number;
}

/** Revisions of a flow in their order, the newest ones first when not all of them are told at once. */
export async function revisionsOf(
  kestra: KestraClient,
  { namespace, flow_id }: { namespace: string; flow_id: string },
  { offset = 0, with_yaml, answerChars }: Wanted,
) {
  const revisions = await kestra.flows.revisions(namespace, flow_id);
  // Kestra answers an unknown flow with no revisions; a flow that exists has one at least.
  if (revisions.length === 0) {
    throw new InputError(`There is no flow "${flow_id}" in namespace "${namespace}".`, {
      hint: 'find_flow finds it by an approximate name.',
    });
  }
  const room = answerChars - MARGIN;
  const rows = revisions.map(with_yaml ? (flow) => shortSource(flow, room / 2) : inShort).reverse();
  const listed = rowsFrom(rows, { offset, most: REVISIONS, room });
  return { ...listed, results: listed.results.reverse() };
}

/** With its YAML, cut where a single one would fill the answer. */
function shortSource(flow: Flow, longest: number) {
  const told = withSource(flow);
  if (told.source === undefined) return told;
  const readOn = `manage_flow with action get_yaml and revision ${told.revision} reads it in parts.`;
  return { ...told, source: cutText(told.source, longest, { readOn }) };
}

/** Of the YAML, and what it says anyway. */
const OF_THE_FLOW: ReadonlySet<string> = new Set(['id', 'namespace', 'tenantId', 'source', 'description']);

/** Number, date, who made it and whether it is a draft, as far as Kestra says so. */
function inShort(flow: Flow): object {
  const told = Object.entries(flow).filter(
    ([name, value]) => !OF_THE_FLOW.has(name) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(told.filter(([, value]) => value !== false));
}
