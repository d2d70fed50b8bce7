import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FakeKestra, fakeKestra } from '@kestra-mcp/testing';
import type { Client } from '@modelcontextprotocol/client';
import { startHost } from '../../support/host/host.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { type OpenPage, openPage } from './page.js';
import { GRAPH, LINES, NIGHT, RUN } from './pictures.js';

/** The folder for the README's pictures, if `npm run pictures` creates them. */
const { KESTRA_MCP_PICTURES } = process.env;
const LARGEST = 120_000;

let kestra: FakeKestra;
let client: Client;
beforeAll(async () => {
  kestra = await fakeKestra({
    'GET /configs': { json: { version: '1.3.31', edition: 'OSS' } },
    [`GET /main/executions/${RUN}`]: { json: NIGHT },
    [`GET /main/executions/${RUN}/graph`]: { json: GRAPH },
    [`GET /main/logs/${RUN}`]: { json: LINES },
  });
  const env = { KESTRA_BASE_URL: kestra.baseUrl };
  ({ client } = await startHost({ env, args: ['--enable', 'show_flow'] }));
});
afterAll(() => kestra.close());

async function picture(shown: OpenPage, name: string): Promise<number> {
  const folder = KESTRA_MCP_PICTURES === undefined ? temporaryFolder() : join(ROOT, KESTRA_MCP_PICTURES);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await shown.page.locator('iframe').screenshot({ path, scale: 'device' });
  await shown.close();
  return statSync(path).size;
}

it.each(['light', 'dark'] as const)('are made of both pages, %s', async (theme) => {
  const look = { theme, width: 860, sharp: true, context: { displayMode: 'fullscreen' } };
  const timeline = await openPage(client, 'manage_executions', { action: 'get', execution_id: RUN }, look);
  await timeline.app.locator('.row', { hasText: 'load_warehouse' }).click();
  await timeline.app.locator('.lines li').nth(2).waitFor();
  expect(await timeline.look()).toEqual([]);
  expect(await picture(timeline, `timeline-${theme}`)).toBeLessThan(LARGEST);
  const flow = { namespace: 'company.data', flow_id: 'nightly_load', execution_id: RUN };
  const graph = await openPage(client, 'show_flow', flow, look);
  expect(await graph.look()).toEqual([]);
  expect(await picture(graph, `graph-${theme}`)).toBeLessThan(LARGEST);
});
