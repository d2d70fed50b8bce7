import { describe, expect, it } from '@jest/globals';
import { runsOf } from './runs.js';

const ID = { namespace: 'a', flowId: 'b', triggerId: 't' };
const runs = async (first: string, end: string, trigger: object) => {
  const row = { ...ID, nextEvaluationDate: first, backfill: { end } };
  return (await runsOf({ id: 't', type: 'Schedule', ...trigger }, row)).runs;
};

describe('the runs of a backfill', () => {
  it.each([
    ['0 * * * *', '2026-11-20T01:00:00Z', '2026-11-20T12:30:00Z', '12'],
    ['0 * * * *', '2026-11-20T01:00:00Z', '2026-11-20T12:00:00Z', '12'],
    ['0 * * * *', '2026-11-20T01:00:00Z', '2026-11-20T01:00:00Z', '1'],
    ['@hourly', '2026-02-27T00:00:00Z', '2026-02-27T23:59:59Z', '24'],
    ['*/5 * * * *', '2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z', 'more than 1000'],
    ['* * * * *', '2026-01-01T00:00:00Z', '2026-01-01T16:39:00Z', '1000'],
  ])('of "%s" from %s to %s are %s', async (cron, first, end, expected) => {
    expect(await runs(first, end, { cron })).toBe(expected);
    expect(await runs(first, end, { cron, timezone: 'UTC' })).toBe(expected);
  });

  it.each([
    ['*/15 9-17 * * MON-FRI', '2026-11-20T09:00:00Z', '2026-11-23T09:00:00Z', '37'],
    ['0 0 1 * 1', '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z', '6'],
    ['0 0 * * 7', '2026-11-01T00:00:00Z', '2026-11-30T00:00:00Z', '5'],
    ['@daily', '2026-02-27T00:00:00Z', '2026-03-01T00:00:00Z', '3'],
  ])('of "%s" from %s to %s are %s where the zone is known', async (cron, first, end, expected) => {
    expect(await runs(first, end, { cron, timezone: 'Etc/UTC' })).toBe(expected);
    expect(await runs(first, end, { cron })).toBe(`${expected} if the Kestra server uses UTC`);
  });

  it('go by the time zone, through its change', async () => {
    const berlin = { cron: '0 6 * * *', timezone: 'Europe/Berlin' };
    expect(await runs('2026-03-28T05:00:00Z', '2026-03-30T04:00:00Z', berlin)).toBe('3');
    expect(await runs('2026-03-28T05:00:00Z', '2026-03-30T03:59:00Z', berlin)).toBe('2');
  });

  it('may be in seconds', async () => {
    const given = { cron: '*/20 * * * * *', withSeconds: true };
    expect(await runs('2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', given)).toBe('4');
  });

  it.each([
    { conditions: [{ type: 'DayWeek' }] },
    { when: '{{ isWorkingDay() }}' },
    { stopAfter: ['FAILED'] },
  ])('are so many at most with %j', async (more) => {
    expect(await runs('2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z', { cron: '0 * * * *', ...more })).toBe(
      'at most 2: the trigger has conditions',
    );
  });

  it('are none where the schedule has no date', async () => {
    const given = ['2026-01-02T00:00:00Z', '2026-01-01T12:00:00Z', { cron: '@daily' }] as const;
    expect(await runs(...given)).toBe('0: the schedule has no date in this period');
  });

  it('are none where the schedule goes on before the time begins', async () => {
    const backfill = { start: '2099-01-02T00:00:00Z', end: '2099-02-01T00:00:00Z' };
    const row = { ...ID, nextExecutionDate: '2027-01-01T00:00:00Z', backfill };
    const yearly = { id: 't', type: 'Schedule', cron: '0 0 1 1 *' };
    expect(await runsOf(yearly, row)).toEqual({ runs: '0: the schedule has no date in this period' });
    expect(await runsOf(yearly, { ...row, nextExecutionDate: '2099-01-02T00:00:00Z' })).toEqual({});
  });

  it('are none as long as the flow is disabled', async () => {
    const row = {
      ...ID,
      nextExecutionDate: '2026-01-01T00:00:00Z',
      backfill: { end: '2026-01-01T05:00:00Z' },
    };
    const hourly = { id: 't', type: 'Schedule', cron: '@hourly' };
    expect(await runsOf(hourly, row, false)).toEqual({ runs: '6' });
    expect(await runsOf(hourly, row, true)).toEqual({
      runs: '0 while the flow is disabled',
    });
  });
});

describe('nothing is said', () => {
  it.each([
    ["of a server's own time zone", { cron: '0 6 * * *' }],
    ['of a cron that is read otherwise', { cron: '5/15 * * * *' }],
    ['of a broken cron', { cron: 'often' }],
    ['of an unknown zone', { cron: '0 * * * *', timezone: 'Mars/Olympus' }],
    ['of six fields without withSeconds', { cron: '0 0 * * * *' }],
    ['of a trigger without a cron', {}],
  ])('%s', async (_, trigger) => {
    expect(await runs('2026-01-01T04:00:00Z', '2026-01-09T00:00:00Z', trigger)).toBeUndefined();
  });

  it('where Kestra does not say when it begins or ends, or the flow has no such trigger', async () => {
    const cron = { id: 't', type: 'Schedule', cron: '0 * * * *' };
    expect(await runsOf(cron, { ...ID, backfill: { end: '2026-01-01T00:00:00Z' } })).toEqual({});
    expect(await runsOf(cron, { ...ID, nextExecutionDate: '2026-01-01T00:00:00Z' })).toEqual({});
    expect(await runsOf(undefined, ID)).toEqual({});
  });
});
