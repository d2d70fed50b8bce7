import type { Flow, KestraClient } from '@kestra-mcp/core';

const PAGE = 200;
/** Enough for the largest instances. The limit ensures that a listing ends. */
const MOST_PAGES = 50;

/** Reads the flows of all namespaces, or of one and its children, page by page. */
export async function everyFlow(kestra: KestraClient, namespace?: string): Promise<Flow[]> {
  const flows: Flow[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { results = [], total } = await kestra.flows.search({ namespace, page, size: PAGE });
    flows.push(...results);
    if (results.length < PAGE || flows.length >= (total ?? Infinity)) break;
  }
  return flows;
}
