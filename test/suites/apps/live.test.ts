import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FakeKestra, fakeKestra } from '@kestra-mcp/testing';
import type { Client } from '@modelcontextprotocol/client';
import { startHost } from '../../support/host/host.js';
import { asResult, type Look, openPage } from './page.js';
import { BEGUN, madeExecution } from './runs.js';

const ID = '4kB0Tasks';
const STARTED = { startDate: new Date(BEGUN).toISOString() };
const RUNNING = { current: 'RUNNING', ...STARTED };
const refused = async () => ({
  isError: true,
  content: [{ type: 'text', text: 'Pages may not call tools.' }],
});

let kestra: FakeKestra;
let client: Client;
afterAll(() => kestra.close());
beforeAll(async () => {
  kestra = await fakeKestra();
  const env = { KESTRA_BASE_URL: kestra.baseUrl, KESTRA_MCP_EDITION: 'OSS' };
  ({ client } = await startHost({ env, args: ['--enable', 'show_flow'] }));
});

const running = (runs: number, changes: object = {}) =>
  madeExecution({ runs, changes: { state: RUNNING, ...changes } });
const timeline = (look: Look) =>
  openPage(client, 'manage_executions', { action: 'get', execution_id: ID }, look);
const graphOf = (state: string, at = 0) => ({
  ...{ namespace: 'company.team', id: 'nightly', execution_id: ID, state },
  mermaid: [
    'flowchart LR',
    ...Array.from(
      { length: 40 },
      (_, index) => `n${index}["step_${index}"]${index < at ? ':::SUCCESS' : ''}`,
    ),
    ...Array.from({ length: 39 }, (_, index) => `n${index} --> n${index + 1}`),
    'classDef SUCCESS fill:#d3f0dc',
  ].join('\n'),
});
const flow = (look: Look) =>
  openPage(client, 'show_flow', { namespace: 'company.team', flow_id: 'nightly', execution_id: ID }, look);

it('stays quiet when it is torn down while an answer is under way', async () => {
  let answer: (value: object) => void = () => undefined;
  const call = () => new Promise<object>((resolve) => (answer = resolve));
  const shown = await timeline({ call, result: asResult(running(1)) });
  while (shown.calls.length === 0) await shown.page.waitForTimeout(100);
  expect(await shown.page.evaluate('suite.tearDown()')).toEqual({});
  answer(asResult(running(2)));
  await shown.page.waitForTimeout(4_000);
  expect(shown.calls).toHaveLength(1);
  await shown.close();
});

it('does not call itself live once it has given up, and says once why', async () => {
  const shown = await timeline({ call: refused, result: asResult(running(3)) });
  const note = shown.app.locator('[role=alert]');
  await note.waitFor({ timeout: 90_000 });
  expect(await shown.app.locator('.live').textContent()).toBe('');
  expect(await note.textContent()).toContain('Pages may not call tools.');
  for (const count of [5, 6]) {
    await shown.app.getByRole('button', { name: 'Try again' }).click();
    while (shown.calls.length < count) await shown.page.waitForTimeout(50);
    await shown.page.waitForTimeout(200);
    expect(await note.count()).toBe(1);
  }
  expect(await shown.look()).toEqual([]);
  await shown.close();
});

it('says why it cannot show more, once', async () => {
  const result = asResult(madeExecution({ runs: 3, changes: { taskRuns: { total: 90 } } }));
  const shown = await timeline({ call: refused, result });
  const note = shown.app.locator('[role=alert]');
  for (const count of [1, 2]) {
    await shown.app.getByRole('button', { name: 'Show more' }).click();
    while (shown.calls.length < count) await shown.page.waitForTimeout(50);
    await note.waitFor();
  }
  expect(await note.count()).toBe(1);
  expect(await note.textContent()).toContain(
    'The other task runs could not be loaded. Pages may not call tools.',
  );
  await shown.close();
});

it('is over at a state that nobody knows, if that has an end', async () => {
  const state = { current: 'ABANDONED', ...STARTED, endDate: new Date(BEGUN + 5_000).toISOString() };
  const shown = await timeline({ result: asResult(madeExecution({ runs: 2, changes: { state } })) });
  expect(await shown.app.locator('.live').textContent()).toBe('');
  await shown.close();
});

it('leaves the table where it is while time goes on', async () => {
  const { taskRunList } = running(60) as { taskRunList: object[] };
  const last = { id: 'last', taskId: 'last', state: RUNNING };
  const open = running(0, { taskRunList: [...taskRunList, last] });
  const shown = await timeline({ width: 400, call: async () => asResult(open), result: asResult(open) });
  await shown.app.getByRole('button', { name: 'Table', exact: true }).click();
  const region = shown.app.getByRole('region');
  await region.focus();
  const table = `document.querySelector('[role=region]')`;
  await shown.app.evaluate(`${table}.scrollTop = 200`);
  const took = () => shown.app.locator('tr', { hasText: 'RUNNING' }).locator('td').nth(4).textContent();
  await shown.app.evaluate(`document.querySelector('tbody tr').dataset.kept = ''`);
  const before = await took();
  await shown.page.waitForTimeout(3_000);
  expect(before).toMatch(/\d/);
  expect(await shown.app.locator('[data-kept]').count()).toBe(1);
  expect(await shown.app.evaluate(`${table}.scrollTop`)).toBe(200);
  expect(await shown.app.evaluate('document.activeElement.getAttribute("role")')).toBe('region');
  await shown.close();
});

it('moves the bars that are there', async () => {
  const open = running(0, { taskRunList: [{ id: 'last', taskId: 'last', state: RUNNING }] });
  const shown = await timeline({ call: async () => asResult(open), result: asResult(open) });
  const before = await shown.app.locator('.took').textContent();
  await shown.app.evaluate(`document.querySelector('.bar').dataset.kept = ''`);
  await shown.page.waitForTimeout(3_000);
  expect(before).toMatch(/\d/);
  expect(await shown.app.locator('.bar[data-kept]').count()).toBe(1);
  await shown.close();
});

it('leaves a graph where it is while its states change', async () => {
  let at = 0;
  const call = async () => asResult(graphOf('RUNNING', ++at));
  const shown = await flow({ call, result: asResult(graphOf('RUNNING')) });
  await shown.app.locator('.node').first().focus();
  await shown.page.keyboard.press('End');
  const scrolled = () => shown.app.evaluate(`document.querySelector('.paper').scrollLeft`);
  const before = await scrolled();
  expect(before).toBeGreaterThan(1_000);
  await shown.app.locator('.node.good').nth(1).waitFor({ state: 'attached', timeout: 60_000 });
  expect(await scrolled()).toBe(before);
  expect(await shown.app.evaluate('document.activeElement.getAttribute("aria-label")')).toContain('step_39');
  await shown.app.getByRole('button', { name: 'Table', exact: true }).focus();
  await shown.app.locator('.node.good').nth(3).waitFor({ state: 'attached', timeout: 60_000 });
  expect(await shown.app.evaluate('document.activeElement.textContent')).toBe('Table');
  await shown.close();
});

it('says that a graph follows its execution no more', async () => {
  const shown = await flow({ call: refused, result: asResult(graphOf('RUNNING')) });
  const note = shown.app.locator('[role=alert]');
  await note.waitFor({ timeout: 90_000 });
  expect(await note.textContent()).toContain('Pages may not call tools.');
  await shown.close();
});
