import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeKestra, fakeKestra } from '@kestra-mcp/testing';
import type { Client } from '@modelcontextprotocol/client';
import { startHost } from '../../support/host/host.js';
import { recorded } from '../../support/kestra/recordings.js';
import { madeDependencies, madeGraph } from './graphs.js';
import { asResult, type Look, openPage } from './page.js';

const REF = { namespace: 'company.team', flow_id: 'nightly_etl' };
const NAMESPACE = { namespace: 'company.team' };
const RUN = { id: 'run1', namespace: 'company.team', flowId: 'nightly_etl', flowRevision: 7 };

/** Whether the first node is outside the visible part. */
const HIDDEN = `(() => {
  const [paper, node] = ['.paper', '.node'].map((each) => document.querySelector(each)?.getBoundingClientRect());
  return paper !== undefined && (node.bottom > paper.bottom || node.right > paper.right || node.top < paper.top);
})()`;

let kestra: FakeKestra;
let client: Client;
afterAll(() => kestra.close());
beforeAll(async () => {
  kestra = await fakeKestra();
  const env = { KESTRA_BASE_URL: kestra.baseUrl };
  ({ client } = await startHost({ env, args: ['--enable', 'show_flow'] }));
});

function answers(graph: object, states: readonly string[] = ['SUCCESS']) {
  kestra.answers({
    'GET /configs': { json: { version: '1.3.31', edition: 'OSS' } },
    'GET /main/flows/company.team/nightly_etl/graph': { json: graph },
    'GET /main/executions/run1/graph': { json: graph },
    'GET /main/executions/run1': states.map((current) => ({ json: { ...RUN, state: { current } } })) as never,
    'GET /main/namespaces/company.team/dependencies': { json: graph },
    'GET /main/flows/distinct-namespaces': { json: ['company.team'] },
  });
}

async function flow(graph: object, look: Look = {}) {
  answers(graph);
  return openPage(client, 'show_flow', REF, look);
}

describe.each([400, 1_000])('at %d pixels', (width) => {
  it.each([0, 1, 3, 30, 300])('shows a flow of %d tasks, none over another', async (tasks) => {
    const shown = await flow(madeGraph(tasks), { width });
    expect(await shown.look()).toEqual([]);
    expect(await shown.axe()).toEqual([]);
    expect(shown.troubles).toEqual([]);
    expect(await shown.app.locator('.node').count()).toBe(tasks === 0 ? 0 : tasks + 1 + Number(tasks > 2));
    // It takes one second on an idle machine.
    expect(shown.took).toBeLessThan(5_000);
    await shown.close();
  });

  it.each([0, 3, 30, 300])('shows what %d flows start, none over another', async (flows) => {
    answers(madeDependencies(flows));
    const shown = await openPage(client, 'list_namespace_dependencies', NAMESPACE, { width });
    expect(await shown.look()).toEqual([]);
    expect(shown.troubles).toEqual([]);
    expect(await shown.app.locator('.node').count()).toBe(flows);
    expect(await shown.app.evaluate(HIDDEN)).toBe(false);
    expect(shown.took).toBeLessThan(8_000);
    await shown.close();
  });
});

it('shows every kind of task that was recorded, in its group', async () => {
  const graph = recorded('graph: subflow closed', '1.3-oss-authoring').json as object;
  const shown = await flow(graph, { width: 400, theme: 'dark' });
  expect(await shown.app.locator('.group text').allTextContents()).toEqual(
    expect.arrayContaining(['triggers', 'choose', 'switch', 'both', 'order', 'each', 'errors', 'finally']),
  );
  const label = await shown.app.locator('.node', { hasText: 'If' }).first().getAttribute('aria-label');
  expect(label).toBe('choose, If, in choose, followed by agreed, refused');
  expect(await shown.look()).toEqual([]);
  expect(await shown.axe()).toEqual([]);
  await shown.close();
});

it('has the states of a run, and follows it until it is over', async () => {
  answers(madeGraph(6, true), ['RUNNING', 'RUNNING', 'FAILED']);
  const shown = await openPage(client, 'show_flow', { ...REF, execution_id: 'run1' });
  expect(await shown.app.locator('.badge').textContent()).toBe('RUNNING');
  expect(await shown.app.locator('.node.warn').count()).toBe(1);
  await shown.app.locator('.badge', { hasText: 'FAILED' }).waitFor({ timeout: 60_000 });
  expect(shown.calls[0]).toEqual({ name: 'show_flow', arguments: { ...REF, execution_id: 'run1' } });
  await shown.close();
});

it('is reached by keyboard, and is a table for who would rather read', async () => {
  const shown = await flow(madeGraph(3));
  const focused = () => shown.app.evaluate(`document.activeElement.getAttribute('aria-label')`);
  await shown.app.locator('.node').first().focus();
  await shown.page.keyboard.press('ArrowDown');
  expect(await focused()).toContain('send_alert');
  await shown.page.keyboard.press('End');
  expect(await focused()).toContain('load_customers_and_orders_2');
  await shown.app.getByRole('button', { name: 'Table', exact: true }).click();
  expect(await shown.app.locator('tbody tr').count()).toBe(5);
  expect(await shown.axe()).toEqual([]);
  await shown.close();
});

it('shows hostile texts as texts', async () => {
  const evil = '"]:::FAILED\nend\n<img src=x onerror=alert(1)><script>alert(2)</script>#quot;';
  const nodes = [
    { uid: 'a', task: { id: evil, type: evil } },
    { uid: 'b', task: { id: evil.repeat(9), type: 'x' }, taskRun: { state: { current: evil }, value: evil } },
  ];
  const edges = [{ source: 'a', target: 'b', relation: { relationType: 'CHOICE', value: evil } }];
  const shown = await flow(
    { nodes, edges, clusters: [{ cluster: { uid: evil }, nodes: ['b'], parents: [evil] }] },
    { width: 400 },
  );
  expect(await shown.app.locator('.node').count()).toBe(2);
  expect(await shown.app.locator('img').count()).toBe(0);
  expect(await shown.app.locator('.node').first().getAttribute('aria-label')).toContain(
    '"]:::FAILED end <img src=x onerror=alert(1)><script>alert(2)</script>#quot;',
  );
  expect(await shown.look()).toEqual([]);
  expect(shown.troubles).toEqual([]);
  await shown.close();
});

it('shows a graph that goes in circles', async () => {
  const id = (key: number) => ({ uid: `f${key}`, namespace: 'company.team', id: `f${key}` });
  const edge = (source: number, target: number) => ({
    source: `f${source}`,
    target: `f${target}`,
    relation: 'FLOW_TRIGGER',
  });
  answers({ nodes: [id(1), id(2), id(3)], edges: [edge(1, 2), edge(2, 3), edge(3, 1), edge(2, 2)] });
  const shown = await openPage(client, 'list_namespace_dependencies', NAMESPACE);
  expect(await shown.look()).toEqual([]);
  expect(shown.troubles).toEqual([]);
  await shown.close();
});

it('shows ways around and long labels whole', async () => {
  const at = (key: number) => ({ source: `n${key}`, target: `n${(key + 1) % 6}` });
  const nodes = Array.from({ length: 6 }, (_, key) => ({
    uid: `n${key}`,
    task: { id: `load_${key}`, type: 'x.Log' },
  }));
  const value = 'a label of an edge that is quite long indeed for a line';
  const edges = nodes.map((_, key) => ({ ...at(key), relation: { relationType: 'CHOICE', value } }));
  const back = [
    { source: 'n0', target: 'n4' },
    { source: 'n4', target: 'n0' },
  ].map((each) => ({ ...each, relation: {} }));
  for (const width of [400, 1_000]) {
    const shown = await flow({ nodes, edges: [...edges, ...back], clusters: [] }, { width });
    expect(await shown.look()).toEqual([]);
    await shown.close();
  }
});

it('says what it cannot show', async () => {
  const shown = await flow({}, { result: asResult({ result: 'a text' }) });
  expect(await shown.app.locator('[role=status]').textContent()).toBe('This result has no graph to show.');
  await shown.close();
});
