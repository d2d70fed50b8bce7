import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../clock.js';
import type { ModeName } from '../modes.js';
import { labFlow, Probe } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const TRIGGER = { tenantId: 'main', namespace: 'lab', flowId: 'hourly', triggerId: 'each' };
const SOURCE = labFlow(
  'hourly',
  `triggers:
  - {id: each, type: ${CORE}.trigger.Schedule, cron: "0 * * * *"}
tasks:
  - {id: log, type: ${CORE}.log.Log, message: hello}
`,
);

describe('a second backfill while one runs', () => {
  let probe: Probe;
  let clock: ManualClock;

  const start = async (mode: ModeName) => {
    clock = new ManualClock(Date.UTC(2026, 10, 28, 9, 30));
    probe = await Probe.start({ clock, mode });
    await probe.flows(SOURCE);
  };
  beforeEach(() => start('oss-1.3'));
  afterEach(() => probe.close());

  const backfill = (path: string, which: string, [start, end]: readonly [string, string]) => {
    const labels = [{ key: 'which', value: which }];
    return probe.send('PUT', path, { json: { ...TRIGGER, backfill: { start, end, labels } } });
  };
  const runs = async (which: string) => {
    const label = which && `&filters[labels][EQUALS][which]=${which}`;
    return (await probe.object('GET', `/executions/search?size=1${label}`)).total;
  };
  const FIRST = ['2026-11-27T00:30:00Z', '2026-11-27T12:30:00Z'] as const;
  const SECOND = ['2026-11-28T00:30:00Z', '2026-11-28T03:30:00Z'] as const;

  test('takes its place on 1.3, and the schedule then makes up for the time since the first', async () => {
    await backfill('/triggers', 'first', FIRST);
    clock.advance(1500);
    const { status, body } = await backfill('/triggers', 'second', SECOND);
    expect(status).toBe(200);
    expect(body).toMatchObject({ backfill: { previousNextExecutionDate: '2026-11-27T02:00:00Z' } });
    clock.advance(60_000);
    expect([await runs('first'), await runs('second')]).toEqual([1, 3]);
    // From 02:00 of the 27th to 09:00 of the 28th, without a label.
    expect(await runs('')).toBe(1 + 3 + 32);
  });

  test('a first one alone leaves the schedule as it was', async () => {
    await backfill('/triggers', 'first', FIRST);
    clock.advance(60_000);
    expect([await runs('first'), await runs('')]).toEqual([12, 12]);
    const { results } = await probe.object('GET', '/triggers/lab/hourly');
    expect(results).toMatchObject([{ nextExecutionDate: '2026-11-28T10:00:00Z' }]);
  });

  test('is refused on 2.0', async () => {
    await probe.close();
    await start('oss-2.0');
    await backfill('/triggers/backfill/create', 'first', FIRST);
    clock.advance(1500);
    expect(await backfill('/triggers/backfill/create', 'second', SECOND)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('already running') },
    });
    clock.advance(60_000);
    expect([await runs('first'), await runs('')]).toEqual([12, 12]);
  });
});
