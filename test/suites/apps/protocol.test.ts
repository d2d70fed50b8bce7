import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ROOT } from '../../support/paths.js';
import { startChromium } from './chromium.js';

type Json = Record<string, unknown>;

const PAGES = { timeline: 'plugins/execution/dist/timeline.html', graph: 'plugins/flow/dist/graph.html' };
const ORIGIN = 'http://client.test';
/** A minimal client that records the messages of the page, and answers only when the test does. */
const HOST = `<!doctype html><iframe src="/app.html" sandbox="allow-scripts" style="width:100%"></iframe><script>
said = [];
frame = document.querySelector('iframe');
addEventListener('message', ({ data, source }) => source === frame.contentWindow && said.push(data));
send = (message) => frame.contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
</script>`;
const RESULT = {
  content: [{ type: 'text', text: 'a text' }],
  structuredContent: {
    ...{ id: 'x1', namespace: 'company.team', flowId: 'nightly' },
    state: { current: 'SUCCESS', startDate: '2026-01-01T00:00:00Z', endDate: '2026-01-01T00:00:09Z' },
    taskRunList: [{ id: 'a', taskId: 'load', state: { current: 'SUCCESS' } }],
    mermaid: 'flowchart TB\nn0["load"]',
  },
};

async function open(name: keyof typeof PAGES) {
  const context = await (await startChromium()).newContext({ viewport: { width: 600, height: 600 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const files: Json = { '/': HOST, '/app.html': readFileSync(join(ROOT, PAGES[name]), 'utf8') };
  await context.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: String(files[new URL(route.request().url()).pathname]) }),
  );
  await page.goto(`${ORIGIN}/`);
  const app = page.frames().find((frame) => frame.url().endsWith('/app.html'));
  if (app === undefined) throw new Error('There is no frame.');
  return {
    ...{ app, errors },
    send: (message: Json) => page.evaluate(`send(${JSON.stringify(message)})`),
    until: (isIt: (message: Json) => boolean) => until(page, isIt),
    said: () => page.evaluate('said') as Promise<Json[]>,
    close: () => context.close(),
  };
}

async function until(page: Page, isIt: (message: Json) => boolean): Promise<Json> {
  for (const end = Date.now() + 30_000; Date.now() < end; await page.waitForTimeout(30)) {
    const found = ((await page.evaluate('said')) as Json[]).find(isIt);
    if (found !== undefined) return found;
  }
  throw new Error(`It said only ${JSON.stringify(await page.evaluate('said'))}`);
}

const is = (method: string) => (message: Json) => message.method === method;
const answers = (id: number) => (message: Json) => message.id === id && message.method === undefined;

describe.each(['timeline', 'graph'] as const)('the page %s', (name) => {
  it('speaks in the order of the specification, whatever else it hears', async () => {
    const { app, errors, send, until, said, close } = await open(name);
    const hello = await until(is('ui/initialize'));
    expect(hello.params).toMatchObject({ protocolVersion: '2026-01-26', appCapabilities: {} });
    expect(await said()).toHaveLength(1);
    await send({
      id: hello.id,
      result: { protocolVersion: '2026-01-26', hostCapabilities: {}, hostInfo: {} },
    });
    await until(is('ui/notifications/size-changed'));
    expect((await said()).map(({ method }) => method)).toEqual([
      ...['ui/initialize', 'ui/notifications/initialized', 'ui/notifications/size-changed'],
    ]);
    await send({
      method: 'ui/notifications/tool-input-partial',
      params: { arguments: { execution_id: 'x' } },
    });
    await send({ method: 'ui/notifications/tool-input', params: null });
    await send({ method: 'ui/notifications/host-context-changed', params: null });
    await send({ method: 'ui/notifications/host-context-changed', params: { theme: 5, styles: null } });
    await send({ id: 'none', result: {} });
    await send({ id: 7, method: 'ping' });
    await send({ id: 8, method: 'ui/unheard-of' });
    expect(await until(answers(7))).toMatchObject({ result: {} });
    expect(await until(answers(8))).toMatchObject({ error: { code: -32601 } });
    await send({ method: 'ui/notifications/tool-result', params: RESULT });
    await app.locator('main h1', { hasText: 'company.team' }).waitFor();
    await send({ id: 9, method: 'ui/resource-teardown', params: {} });
    expect(await until(answers(9))).toMatchObject({ result: {} });
    expect(errors).toEqual([]);
    await close();
  });

  it('says that the call was cancelled', async () => {
    const { app, send, until, close } = await open(name);
    await send({ id: (await until(is('ui/initialize'))).id, result: {} });
    await until(is('ui/notifications/initialized'));
    await send({ method: 'ui/notifications/tool-cancelled', params: { reason: 'user' } });
    await app.getByText('The call was cancelled.').waitFor();
    await close();
  });

  it('says why a client refused it', async () => {
    const { app, errors, send, until, close } = await open(name);
    const { id } = await until(is('ui/initialize'));
    await send({ id, error: { code: -32000, message: 'Another version, please.' } });
    await app.getByText('Another version, please.').waitFor();
    await send({ method: 'ui/notifications/tool-result', params: RESULT });
    await app.waitForTimeout(300);
    expect(errors).toEqual([]);
    await close();
  });

  it('leaves full screen as it came there, and keeps clear of what covers its edges', async () => {
    const { app, send, until, said, close } = await open(name);
    const hostContext = {
      ...{ availableDisplayModes: ['inline', 'fullscreen'], displayMode: 'inline' },
      safeAreaInsets: { top: 30, right: 0, bottom: 20, left: 0 },
    };
    await send({ id: (await until(is('ui/initialize'))).id, result: { hostContext } });
    await until(is('ui/notifications/initialized'));
    await send({ method: 'ui/notifications/tool-result', params: RESULT });
    await app.getByRole('button', { name: 'Full screen' }).click();
    expect(await until(is('ui/request-display-mode'))).toMatchObject({ params: { mode: 'fullscreen' } });
    await send({ method: 'ui/notifications/host-context-changed', params: { displayMode: 'fullscreen' } });
    await app.getByRole('button', { name: 'Exit full screen' }).click();
    await until((message) => JSON.stringify(message.params) === '{"mode":"inline"}');
    expect(await app.evaluate('getComputedStyle(document.body).paddingTop')).toBe('42px');
    expect(await said()).not.toContainEqual(expect.objectContaining({ method: 'tools/call' }));
    await close();
  });
});
