import { fitRows, type KestraClient, nextPage, summariseFlow, type ToolContext } from '@kestra-mcp/core';
import type { SearchFlows } from './flow.schemas.js';
import { foundBySource } from './found.js';

/** Characters reserved for everything but the rows. */
const MARGIN = 600;

/** Searches flows by a text in their YAML, or by their names if no YAML contains it. */
export async function searchFlows(
  kestra: KestraClient,
  { query, namespace, size, page }: SearchFlows,
  { answerChars }: Pick<ToolContext, 'answerChars'>,
) {
  const asked = { q: query, namespace, page, size };
  const inRoom = <T>(rows: readonly T[], total: number | undefined) => {
    const wanted = { start: (page - 1) * size, size, total, room: answerChars - MARGIN };
    const { kept, next } = fitRows(rows, wanted);
    const advice = nextPage(next, total, 'size');
    return { results: kept, total, ...(advice && { next: advice }) };
  };
  const { results = [], total } = await kestra.flows.searchSource(asked);
  if (results.length > 0 || (page > 1 && (await isInYaml(kestra, asked, total))))
    return inRoom(results.map(foundBySource), total);
  // With some databases, Kestra finds a part of an id only by name.
  const named = await kestra.flows.search(asked);
  const found = inRoom(named.results.map(summariseFlow), named.total);
  if (found.results.length > 0 || namespace === undefined) return found;
  return { ...found, next: await kestra.flows.elsewhere(namespace, { below: true }) };
}

/** Whether the earlier pages had flows found by their YAML. */
async function isInYaml(kestra: KestraClient, asked: { q: string }, total: number | undefined) {
  if (total !== undefined) return total > 0;
  const { results = [] } = await kestra.flows.searchSource({ ...asked, page: 1, size: 1 });
  return results.length > 0;
}
