import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeKestra, fakeKestra } from '@kestra-mcp/testing';
import type { Client } from '@modelcontextprotocol/client';
import { startHost } from '../../support/host/host.js';
import { asResult, type Look, openPage } from './page.js';
import { BEGUN, LINES, madeExecution } from './runs.js';

const ID = '4kB0Tasks';
const GET = { action: 'get', execution_id: ID };

let kestra: FakeKestra;
let client: Client;
afterAll(() => kestra.close());
beforeAll(async () => {
  kestra = await fakeKestra();
  const env = { KESTRA_BASE_URL: kestra.baseUrl, KESTRA_MCP_EDITION: 'OSS' };
  ({ client } = await startHost({ env }));
});

/** Opens the page for an execution. */
async function open(execution: object | readonly object[], look: Look & { tool?: string } = {}) {
  const answers = [execution].flat().map((json) => ({ json }));
  kestra.answers({
    'GET /configs': { json: { version: '1.3.31', edition: 'OSS' } },
    [`GET /main/executions/${ID}`]: answers as never,
    [`GET /main/logs/${ID}`]: { json: LINES },
  });
  return openPage(client, look.tool ?? 'manage_executions', GET, look);
}

describe.each([400, 1_000])('at %d pixels', (width) => {
  it.each([0, 1, 3, 30, 300])('shows %d task runs, none over another', async (runs) => {
    const shown = await open(madeExecution({ runs }), { width });
    expect(await shown.look()).toEqual([]);
    expect(await shown.axe()).toEqual([]);
    expect(shown.troubles).toEqual([]);
    const rows = await shown.app.locator('.rows > li').count();
    if (runs <= 30) expect(rows).toBe(runs);
    else expect(await shown.app.locator('.note').textContent()).toContain(`${rows} of ${runs} task runs`);
    await shown.close();
  });

  it('shows all 300 of a whole answer in a second', async () => {
    const shown = await open(madeExecution({ runs: 300 }), {
      width,
      result: asResult(madeExecution({ runs: 300 })),
    });
    expect(await shown.app.locator('.rows > li').count()).toBe(300);
    // It takes one second on an idle machine.
    expect(shown.took).toBeLessThan(5_000);
    await shown.close();
  });
});

const RUNNING = { current: 'RUNNING', startDate: new Date(BEGUN).toISOString() };
const one = (state: object, more: object = {}) =>
  madeExecution({
    runs: 0,
    changes: { state: RUNNING, taskRunList: [{ id: 'run1', taskId: 'sleep', state, ...more }] },
  });

it('follows a run until it is over', async () => {
  const over = madeExecution({ runs: 3 });
  const shown = await open([one(RUNNING), one(RUNNING), over]);
  expect(await shown.app.locator('.badge').textContent()).toBe('RUNNING');
  expect(await shown.app.locator('.bar.open').count()).toBe(1);
  await shown.app.locator('.badge', { hasText: 'FAILED' }).waitFor({ timeout: 60_000 });
  expect(await shown.app.locator('.rows > li').count()).toBe(3);
  expect(shown.calls.every(({ name }) => name === 'manage_executions')).toBe(true);
  const { length } = shown.calls;
  await shown.page.waitForTimeout(3_500);
  expect(shown.calls).toHaveLength(length);
  await shown.close();
});

it('asks for nothing while nobody sees it', async () => {
  const shown = await open(one(RUNNING));
  const scroll = (pixels: number) => shown.page.evaluate(`document.body.style.paddingTop = '${pixels}px'`);
  await scroll(5_000);
  await shown.page.waitForTimeout(500);
  const before = shown.calls.length;
  await shown.page.waitForTimeout(5_000);
  expect(shown.calls).toHaveLength(before);
  await scroll(0);
  const until = Date.now() + 60_000;
  while (shown.calls.length === before && Date.now() < until) await shown.page.waitForTimeout(100);
  expect(shown.calls.length).toBeGreaterThan(before);
  await shown.close();
});

it('asks for the task runs that an answer has no room for, when somebody wants them', async () => {
  const shown = await open(madeExecution({ runs: 300 }));
  const rows = shown.app.locator('.rows > li');
  expect(await rows.count()).toBeLessThan(300);
  while ((await rows.count()) < 300) {
    const before = await rows.count();
    await shown.app.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(before).waitFor();
  }
  expect(await shown.app.locator('.note').count()).toBe(0);
  expect(await shown.look()).toEqual([]);
  await shown.close();
});

it('shows the execution that was diagnosed', async () => {
  const result = asResult({ cause: 'The task boom failed.' });
  const shown = await open(madeExecution({ runs: 3 }), { tool: 'diagnose_execution', result });
  await shown.app.locator('.rows > li').nth(2).waitFor();
  await shown.close();
});

it('asks for nothing once it is torn down', async () => {
  const shown = await open(one(RUNNING));
  expect(await shown.page.evaluate('suite.tearDown()')).toEqual({});
  await shown.page.waitForTimeout(3_500);
  expect(shown.calls).toEqual([]);
  await shown.close();
});

it('gives up after some failures, and says so', async () => {
  const call = async () => ({ isError: true, content: [{ type: 'text', text: 'Kestra is away.' }] });
  const shown = await open(one(RUNNING), { call });
  const note = shown.app.locator('[role=alert]');
  await note.waitFor({ timeout: 90_000 });
  expect(await note.textContent()).toContain('Kestra is away.');
  await shown.close();
});

it('shows the logs of a task run by mouse and by keyboard', async () => {
  const shown = await open(madeExecution({ runs: 3 }));
  const { app, page } = shown;
  await app.locator('.row').nth(1).click();
  await app.locator('.lines li').nth(2).waitFor();
  expect(await app.locator('.lines').textContent()).toContain('Connection refused: <b>db.internal</b>:5432');
  expect(shown.calls).toEqual([
    { name: 'get_execution_logs', arguments: { execution_id: ID, task_run_id: 'run1' } },
  ]);
  expect(await shown.axe()).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await app.locator('.logs:visible').count()).toBe(0);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await app.locator('.logs:visible .lines').waitFor();
  expect(shown.calls[1]?.arguments).toMatchObject({ task_run_id: 'run0' });
  await shown.close();
});

it('is a table for who would rather read', async () => {
  const shown = await open(madeExecution({ runs: 30 }), { width: 400 });
  await shown.app.getByRole('button', { name: 'Table', exact: true }).click();
  expect(await shown.app.locator('tbody tr').count()).toBe(30);
  expect(await shown.app.locator('tbody').textContent()).toContain('FAILED, FAILED');
  expect(await shown.axe()).toEqual([]);
  await shown.close();
});

it('takes the colours of its client, and new ones', async () => {
  const shown = await open(madeExecution({ runs: 3 }), { theme: 'dark' });
  const colour = () => shown.app.evaluate('getComputedStyle(document.documentElement).backgroundColor');
  expect(await colour()).toBe('rgb(24, 24, 27)');
  expect(await shown.axe()).toEqual([]);
  await shown.page.evaluate(`suite.theme('light')`);
  expect(await colour()).toBe('rgb(255, 255, 255)');
  await shown.page.evaluate(`suite.theme('light', {'--color-background-primary': 'rgb(1, 2, 3)'})`);
  expect(await colour()).toBe('rgb(1, 2, 3)');
  await shown.close();
});

it('shows hostile texts as texts', async () => {
  const evil = '<img src=x onerror="parent.sizes=0"></script><script>alert(1)</script>\u202e';
  const execution = madeExecution({
    runs: 0,
    changes: {
      flowId: evil,
      taskRunList: [
        { id: evil, taskId: evil.repeat(20), value: evil, state: { current: evil, startDate: 'x' } },
      ],
      taskRuns: { total: evil },
      url: 'javascript:alert(1)',
    },
  });
  const shown = await open(execution, { width: 400, result: asResult(execution) });
  expect(await shown.app.locator('img, script[src]').count()).toBe(0);
  expect(await shown.app.locator('h1').textContent()).toContain(evil.slice(0, 20));
  expect(await shown.app.getByRole('button', { name: 'Open in Kestra' }).count()).toBe(0);
  expect(await shown.look()).toEqual([]);
  expect(shown.troubles).toEqual([]);
  await shown.close();
});

it.each([
  ['milliseconds', 2],
  ['days', 40_000_000],
])('has marks for runs of %s', async (_, each) => {
  const shown = await open(madeExecution({ runs: 5, each }), { width: 400 });
  expect(await shown.look()).toEqual([]);
  expect(await shown.app.locator('.marks span').count()).toBeGreaterThan(2);
  await shown.close();
});

it('shows the execution of an answer that is about one', async () => {
  const shown = await open(madeExecution({ runs: 3 }), {
    result: asResult({ executionId: ID, status: 'paused' }),
  });
  await shown.app.locator('.rows > li').nth(2).waitFor();
  expect(shown.calls[0]).toEqual({ name: 'manage_executions', arguments: GET });
  await shown.close();
});

it('says what it cannot show', async () => {
  const failed = { isError: true, content: [{ type: 'text', text: 'Not found: x' }] };
  for (const [result, text] of [
    [failed, 'Not found: x'],
    [asResult({ executionId: ID, status: 'deleted' }), 'The execution was deleted.'],
  ] as const) {
    const shown = await open({}, { result });
    expect(await shown.app.locator('[role=status]').first().textContent()).toBe(text);
    await shown.close();
  }
  const shown = await open(one(RUNNING), { capabilities: {} });
  expect(await shown.app.locator('.live').textContent()).toBe('');
  await shown.app.locator('.row').click();
  expect(await shown.app.locator('.logs').textContent()).toContain('does not let pages request logs');
  await shown.close();
});
