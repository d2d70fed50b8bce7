import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { HELLO, SLEEPING, schedule } from './bodies.js';
import { describeLive, rows } from './target.js';

/** Its executions run one at a time, so that a backfill takes some time. */
const BUSY = schedule('busy')
  .replace(HELLO, SLEEPING.replace('PT10M', 'PT20S'))
  .replace('0 0 1 1 *', '0 * * * *');
const DAILY = schedule('daily').replace('0 0 1 1 *', '0 0 * * *');

describeLive('backfill_executions', (live) => {
  beforeAll(() => live.flows({ hello: HELLO, busy: BUSY, daily: DAILY, yearly: schedule('yearly') }));

  const backfill = (flow_id: string, args: object) =>
    live.ok('backfill_executions', { namespace: live.namespace, flow_id, ...args });
  const refused = (flow_id: string, args: object) =>
    live.failed('backfill_executions', { namespace: live.namespace, flow_id, ...args });

  /** Kestra knows a trigger a little later than its flow. */
  const started = (flow_id: string, args: object) =>
    until(() => backfill(flow_id, args).catch(() => undefined));

  it('runs what the schedule would have run', async () => {
    const range = { start: '2026-01-01T00:00:00Z', end: '2026-01-02T12:00:00Z' };
    const row = await started('daily', { ...range, labels: ['why:backfill'], inputs: null });
    expect(row).toMatchObject({ namespace: live.namespace, flowId: 'daily', triggerId: 'daily' });
    const listed = await until(async () => {
      const args = { namespace: live.namespace, flow_id: 'daily' };
      const found = rows(await live.ok('list_executions', args));
      return found.length > 0 ? found : undefined;
    });
    expect(listed[0]?.labels).toContainEqual({ key: 'why', value: 'backfill' });
  });

  it('takes a duration, or days, hours and minutes', async () => {
    const { backfill: whole } = await started('yearly', { start: 'P3D', trigger_id: 'yearly' });
    if (whole !== undefined) expect(whole).toMatchObject({ start: expect.stringMatching(/^\d{4}-/) });
    // The first backfill has no executions to create, and disappears as soon as Kestra notices that.
    expect(await started('yearly', { days: 1, hours: 2, minutes: 3 })).toMatchObject({ triggerId: 'yearly' });
  });

  it('takes dates as people write them', async () => {
    const written = { start: '2026-01-01 23:30 +01', end: ' 2026-01-01t23:00z ' };
    const { backfill: whole } = await started('yearly', { ...written, trigger_id: 'yearly' });
    const start = expect.stringContaining('2026-01-01T22:30');
    if (whole !== undefined) expect(whole).toMatchObject({ start });
  });

  it('starts no second one while the first runs', async () => {
    const first = { start: '2020-01-01T00:30:00Z', end: '2020-01-01T06:30:00Z' };
    expect(await started('busy', first)).toMatchObject({ runs: '6' });
    const refusal = await refused('busy', { days: 1 });
    expect(refusal).toMatch(/^A backfill of the trigger "busy" from 2020-01-01T00:30/);
  });

  it('refuses a start after the end, and a time that is not known', async () => {
    const wrong = await refused('daily', { start: '2026-02-01', end: '2026-01-01' });
    expect(wrong).toContain('Give a start before the end');
    expect(await refused('daily', {})).toContain('Give "start"');
    expect(await refused('daily', { start: 'yesterday' })).toContain('"start"');
    expect(await refused('daily', { start: 'P1M' })).toContain('months and years have no fixed length');
    expect(await refused('daily', { days: 1, labels: ['nocolon'] })).toContain('"labels"');
  });

  it('refuses a flow without a schedule, and a trigger that is not there', async () => {
    expect(await refused('hello', { days: 1 })).toContain('has no schedule trigger');
    expect(await refused('nope', { days: 1 })).toContain('404');
    expect(await refused('daily', { days: 1, trigger_id: 'nope' })).toMatch(/40[49]/);
  });
});
