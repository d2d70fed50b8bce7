import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { labFlow, Probe, stateOf, taskRuns } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';

describe.each(['oss-1.3', 'oss-2.0'] as const)('a flow with a limit in %s', (mode) => {
  const action = mode === 'oss-2.0' ? '/actions' : '';
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode });
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const limited = (behavior: string, duration = 'PT10M') =>
    probe.flows(
      labFlow(
        'narrow',
        `concurrency: {limit: 2, behavior: ${behavior}}\ntasks:\n  - {id: wait, type: ${CORE}.flow.Sleep, duration: ${duration}}\n`,
      ),
    );
  const begun = async () => {
    const id = await probe.begin('narrow');
    await probe.until(id, 'RUNNING');
    return id;
  };

  test('queues what is too much, and starts it when there is room', async () => {
    await limited('QUEUE', 'PT2S');
    const [first] = [await begun(), await begun()];
    const waiting = await probe.begin('narrow');
    const queued = await probe.until(waiting, 'QUEUED');
    expect(taskRuns(queued)).toEqual([]);
    expect(await probe.object('GET', '/concurrency-limit/search')).toMatchObject({
      results: [{ namespace: 'lab', flowId: 'narrow', running: 2 }],
    });
    await probe.until(String(first), 'SUCCESS');
    await probe.until(waiting, 'RUNNING');
  });

  test.each([
    ['CANCEL', 'CANCELLED'],
    ['FAIL', 'FAILED'],
  ])('%s ends it at once', async (behavior, state) => {
    await limited(behavior);
    await begun();
    await begun();
    expect(taskRuns(await probe.until(await probe.begin('narrow'), state))).toEqual([]);
  });

  test('lets one out of the queue by hand', async () => {
    await limited('QUEUE');
    await begun();
    await begun();
    const [forced, dropped, freed] = [
      await probe.begin('narrow'),
      await probe.begin('narrow'),
      await probe.begin('narrow'),
    ];
    for (const id of [forced, dropped, freed]) await probe.until(id, 'QUEUED');
    await probe.object('POST', `/executions/${forced}${action}/force-run`);
    await probe.until(forced, 'RUNNING');
    const cancelled = await probe.object('POST', `/executions/${dropped}${action}/unqueue?state=CANCELLED`);
    expect(stateOf(cancelled)).toBe('CANCELLED');
    await probe.object('POST', `/executions/${freed}${action}/unqueue`);
    await probe.until(freed, 'RUNNING');
    const again = await probe.send('POST', `/executions/${dropped}${action}/unqueue`);
    expect(again.status).toBe(mode === 'oss-2.0' ? 409 : 422);
  });
});
