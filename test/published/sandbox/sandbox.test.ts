import { afterEach, describe, expect, test } from '@jest/globals';
import { ManualClock, type SandboxOptions } from './index.js';
import { Probe } from './testing/probe.js';

const LOG = `
tasks:
  - {id: log, type: io.kestra.plugin.core.log.Log, message: hello}
`;

describe('startSandbox', () => {
  let probe: Probe | undefined;
  const start = async (options: SandboxOptions = {}) => {
    probe = await Probe.start(options);
    return probe;
  };
  afterEach(() => probe?.close());

  test('says that it is not Kestra', async () => {
    const { sandbox } = await start();
    expect(sandbox.baseUrl).toBe(`${sandbox.url}/api/v1`);
    const answer = await fetch(`${sandbox.baseUrl}/configs`);
    expect(answer.headers.get('server')).toBe('kestra-mcp-sandbox');
    expect(await answer.json()).toMatchObject({ version: '1.3.31', edition: 'OSS' });
  });

  test('lets in nobody but its user; an API token is no way in then', async () => {
    const { sandbox } = await start({ auth: { username: 'u', password: 'p' } });
    const status = async (authorization?: string) => {
      const headers = authorization ? { authorization } : {};
      const answer = await fetch(`${sandbox.baseUrl}/main/flows/search`, { headers });
      return [answer.status, answer.headers.get('www-authenticate'), (await answer.text()).length > 0];
    };
    expect(await status()).toEqual([401, 'Basic', false]);
    expect(await status('Bearer p')).toEqual([401, 'Basic', false]);
    expect(await status(`Basic ${Buffer.from('u:p').toString('base64')}`)).toEqual([200, null, true]);
  });

  test('remembers requests without their credentials', async () => {
    const { sandbox } = await start();
    const headers = { authorization: 'Basic abc', 'x-mine': '1' };
    await fetch(`${sandbox.baseUrl}/main/executions/a/b?labels=x:1&labels=y:2&wait=true`, {
      method: 'POST',
      headers,
    });
    expect(sandbox.requests).toMatchObject([
      {
        method: 'POST',
        path: '/api/v1/main/executions/a/b',
        query: { labels: ['x:1', 'y:2'], wait: 'true' },
      },
    ]);
    expect(sandbox.requests[0]?.headers).toMatchObject({ 'x-mine': '1' });
    expect(sandbox.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('gives the same ids for the same seed, and begins anew at a reset', async () => {
    const { sandbox } = await start({ seed: 7, clock: new ManualClock() });
    const begin = async () => {
      await probe?.flows(`id: a\nnamespace: lab${LOG}`);
      return probe?.begin('a');
    };
    const first = await begin();
    expect(first).toMatch(/^[0-9A-Za-z]{22}$/);
    sandbox.reset();
    expect(sandbox.requests).toEqual([]);
    expect(await probe?.object('GET', '/flows/search')).toEqual({ results: [], total: 0 });
    expect(await begin()).toBe(first);
  });

  test('runs nothing while its clock stands still', async () => {
    const clock = new ManualClock(Date.UTC(2030, 0, 1));
    await start({ clock, pace: 100 });
    await probe?.flows(`id: a\nnamespace: lab${LOG}`);
    const id = (await probe?.begin('a')) ?? '';
    const look = () => probe?.object('GET', `/executions/${id}`);
    expect(await look()).toMatchObject({
      state: { current: 'CREATED', startDate: expect.stringMatching(/^2030-01-01T00:00:00/) },
    });
    clock.advance(100);
    expect(await look()).toMatchObject({
      state: { current: 'RUNNING' },
      taskRunList: [{ state: { current: 'CREATED' } }],
    });
    clock.advance(1000);
    expect(await look()).toMatchObject({ state: { current: 'SUCCESS' } });
  });

  test('answers AI generation as it is told to', async () => {
    await start({ ai: { flow: 'id: made' } });
    const json = { conversationId: '1', userPrompt: 'make it' };
    const flow = await probe?.send('POST', '/ai/generate/flow', { json });
    expect(flow).toMatchObject({ status: 200, body: 'id: made' });
    expect((await probe?.send('POST', '/ai/generate/dashboard', { json }))?.status).toBe(500);
  });

  test('takes its time when it is told to', async () => {
    await start({ latency: 50 });
    const before = performance.now();
    await probe?.object('GET', '/flows/search');
    expect(performance.now() - before).toBeGreaterThanOrEqual(45);
  });

  test('can be closed twice', async () => {
    const { sandbox } = await start();
    await sandbox.close();
    await sandbox.close();
  });
});
