import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../clock.js';
import { labFlow, Probe } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const TRIGGER = { tenantId: 'main', namespace: 'lab', flowId: 'hourly', triggerId: 'each' };

describe('a backfill', () => {
  const clock = new ManualClock(Date.UTC(2026, 0, 10, 12));
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ clock });
    await probe.flows(
      labFlow(
        'hourly',
        `triggers:
  - {id: each, type: ${CORE}.trigger.Schedule, cron: "0 * * * *"}
tasks:
  - {id: log, type: ${CORE}.log.Log, message: "{{ trigger.date }}"}
`,
      ),
    );
  });
  afterAll(() => probe.close());

  const create = () =>
    probe.object('PUT', '/triggers', {
      json: {
        ...TRIGGER,
        backfill: {
          start: '2026-01-01T00:00:00Z',
          end: '2026-01-01T03:00:00Z',
          labels: [{ key: 'why', value: 'gap' }],
        },
      },
    });
  const started = () => probe.object('GET', '/executions/search?labels=why:gap');

  test('runs its schedule once a second, and then is over', async () => {
    expect(await create()).toMatchObject({
      nextExecutionDate: '2026-01-01T01:00:00Z',
      backfill: { paused: false, previousNextExecutionDate: '2026-01-10T13:00:00Z' },
    });
    clock.advance(1000);
    expect(await started()).toMatchObject({ total: 1, results: [{ trigger: { id: 'each' } }] });
    clock.advance(10_000);
    expect(await started()).toMatchObject({ total: 4 });
    const { results } = await probe.object('GET', '/triggers/lab/hourly');
    expect(results).toEqual([expect.not.objectContaining({ backfill: expect.anything() })]);
  });

  test('stands still while it is paused', async () => {
    const row = await create();
    const before = (await started()).total;
    await probe.object('PUT', '/triggers/backfill/pause', { json: row });
    clock.advance(10_000);
    expect(await started()).toMatchObject({ total: before });
    await probe.object('PUT', '/triggers/backfill/unpause', { json: row });
    clock.advance(1000);
    expect(await started()).toMatchObject({ total: Number(before) + 1 });
    expect(await probe.object('POST', '/triggers/backfill/delete', { json: row })).not.toHaveProperty(
      'backfill',
    );
  });
});
