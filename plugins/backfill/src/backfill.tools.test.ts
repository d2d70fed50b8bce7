import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const SCHEDULE = 'io.kestra.plugin.core.trigger.Schedule';
const GIVEN = {
  namespace: 'rec.demo',
  flow_id: 'scheduled',
  start: '2020-01-01',
  end: '2025-01-01T03:00:00Z',
};
const call = (given: Record<string, unknown> = {}, version?: string) =>
  callPlugin(plugin, kestra, version)('backfill_executions', { ...GIVEN, ...given });
const FLOW = 'GET /main/flows/rec.demo/scheduled';
const ROWS = 'GET /main/triggers/rec.demo/scheduled';
const PUT = 'PUT /main/triggers';
const sent = () =>
  JSON.parse(kestra.asked.at(-1)?.body ?? 'null') as { triggerId?: string; backfill?: object };

function answers(...triggers: object[]): void {
  const inputs = [
    { id: 'n', type: 'INT', required: false },
    { id: 'who', type: 'STRING' },
    { id: 'sure', type: 'BOOL', required: false },
  ];
  const flow = { id: 'scheduled', namespace: 'rec.demo', inputs, ...(triggers.length > 0 && { triggers }) };
  const created = recorded('backfill (PUT triggers)');
  kestra.answers({
    [FLOW]: { json: flow },
    [ROWS]: recorded('triggers of a flow'),
    [PUT]: created,
    [`${PUT}/backfill/create`]: created,
  });
}

describe('backfill_executions', () => {
  it.each([
    ['0.24', PUT],
    ['1.3', PUT],
    ['2.0', `${PUT}/backfill/create`],
  ])("fills a past time of the flow's schedule on %s", async (version, route) => {
    answers(
      { id: 'on-file', type: 'io.kestra.plugin.fs.Trigger' },
      { id: 'hourly', type: SCHEDULE, cron: '0 0 1 * *' },
    );
    const given = { inputs: { n: null, who: 'Ada' }, labels: ['bf:1', { key: 'team', value: 'data' }] };
    expect(await call(given, version)).toEqual({
      tenantId: 'main',
      namespace: 'rec.demo',
      flowId: 'scheduled',
      triggerId: 'hourly',
      date: '2026-11-22T18:45:24Z',
      nextExecutionDate: '2020-01-01T01:00:00Z',
      backfill: {
        start: '2020-01-01T00:00:00Z',
        end: '2025-01-01T03:00:00Z',
        currentDate: '2020-01-01T00:00:00Z',
        paused: false,
        inputs: {},
        labels: [{ key: 'bf', value: '1' }],
        previousNextExecutionDate: '2026-11-22T19:00:00Z',
      },
      disabled: false,
    });
    expect(kestra.lines.map((line) => line.replace(/\?.*/, ''))).toEqual([FLOW, ROWS, route]);
    expect(sent()).toEqual({
      namespace: 'rec.demo',
      flowId: 'scheduled',
      triggerId: 'hourly',
      backfill: {
        start: '2020-01-01T00:00:00.000Z',
        end: '2025-01-01T03:00:00.000Z',
        inputs: { who: 'Ada' },
        labels: [
          { key: 'bf', value: '1' },
          { key: 'team', value: 'data' },
        ],
      },
    });
  });

  it.each(['1.3', '2.0'])('judges inputs by what the flow declares on %s', async (version) => {
    answers({ id: 'hourly', type: SCHEDULE, cron: '0 * * * *' });
    expect((await call({ inputs: { hwo: 'Ada' } }, version)).error).toContain('Did you mean "who"');
    expect(kestra.lines).toEqual([FLOW]);
    await call({ inputs: { who: 'a\r\nb', sure: 'yes' } }, version);
    expect(sent().backfill).toMatchObject({ inputs: { who: 'a\r\nb', sure: true } });
  });

  it('takes the trigger that is named, and blanks for left out', async () => {
    answers();
    const blank = { inputs: null, labels: null, days: 0, hours: 0, minutes: 0 };
    await call({ trigger_id: 'nightly', ...blank });
    expect(kestra.lines.at(-1)).toBe(PUT);
    expect(sent()).toMatchObject({ triggerId: 'nightly' });
    expect(Object.keys(sent().backfill ?? {})).toEqual(['start', 'end']);
  });

  it.each([
    ['1.3', PUT, '1.3-oss-authoring', 'backfill create'],
    ['2.0', `${PUT}/backfill/create`, '2.0-oss', 'backfill create (2.0 route)'],
  ] as const)('says how many runs that makes on %s', async (version, route, file, recording) => {
    const flow = { triggers: [{ id: 'hourly', type: SCHEDULE, cron: '0 * * * *' }] };
    const row = recorded(recording, file).json as { backfill: object };
    const json = {
      ...row,
      backfill: { ...row.backfill, end: version === '2.0' ? '2020-01-01T05:30:00Z' : '2024-01-01T05:30:00Z' },
    };
    kestra.answers({ [FLOW]: { json: flow }, [ROWS]: { json: { results: [] } }, [route]: { json } });
    // The start counts from 2.0.
    expect(await call({}, version)).toMatchObject({ runs: version === '2.0' ? '6' : '5' });
  });

  it.each([
    ['1.3', '1.3-oss-authoring', 'trigger row during a backfill'],
    ['2.0', '2.0-oss', 'triggers during a backfill'],
  ] as const)('starts no second one while the first runs on %s', async (version, file, during) => {
    kestra.answers({
      [FLOW]: { json: { triggers: [{ id: 'hourly', type: SCHEDULE }] } },
      [ROWS]: recorded(during, file),
    });
    expect((await call({}, version)).error).toMatch(
      /^A backfill of the trigger "hourly" from 202\d-01-01T00:00:00Z to \S+ is running and has reached \S+\.\nNothing was started\./,
    );
    expect(kestra.lines.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  it('fills the days before now', async () => {
    answers();
    await call({ trigger_id: 'hourly', start: null, end: null, days: 1, hours: 2, minutes: 3 });
    const { start, end } = sent().backfill as { start: string; end: string };
    expect(Date.parse(end) - Date.parse(start)).toBe(((24 + 2) * 60 + 3) * 60_000);
  });

  it.each([
    ['the only one that is not disabled', [{ disabled: true }, {}], 'schedule1'],
    ['a disabled one, when there is no other', [{ disabled: true }], 'schedule0'],
  ])('means %s', async (_, schedules, triggerId) => {
    answers(...schedules.map((more, n) => ({ id: `schedule${n}`, type: SCHEDULE, ...more })));
    await call();
    expect(sent()).toMatchObject({ triggerId });
  });

  it('does not choose between several schedules', async () => {
    const schedules = ['hourly', 'nightly'].map((id) => ({ id, type: SCHEDULE }));
    answers(...schedules, { id: 'off', type: SCHEDULE, disabled: true });
    expect(await call()).toEqual({
      error: 'rec.demo.scheduled has several schedule triggers.\nSet trigger_id to one of: hourly, nightly.',
    });
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([
    [[]],
    [[{ id: 'flow', type: 'io.kestra.plugin.core.trigger.Flow' }]],
    [[{ id: 'dates', type: 'io.kestra.plugin.core.trigger.ScheduleOnDates' }]],
  ])('needs a schedule: %j', async (triggers) => {
    answers(...triggers);
    expect(await call()).toEqual({
      error: 'rec.demo.scheduled has no schedule trigger. Only schedule triggers can be backfilled.',
    });
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([
    [
      { start: '2026-01-02', end: '2026-01-01' },
      'The backfill starts at 2026-01-02T00:00:00.000Z, but its end is',
    ],
    [{ start: null }, 'The period to backfill is missing. Give "start", or "days", "hours" or "minutes".'],
    [{ start: 'last week' }, 'The argument "start" is not valid: must be a date, or a date and time'],
    [{ days: -1 }, 'The argument "days" is not valid'],
    [{ hours: 1.5 }, 'The argument "hours" is not valid'],
    [
      { trigger_id: 't', labels: ['team'] },
      'The argument "labels" is not valid: must be a map, e.g. {"team": "data"}, or a list of "key:value". It is ["team"].',
    ],
    [{ trigger_id: 't', labels: { 'a b': 'c' } }, 'the key "a b" must not contain a space or a colon'],
    [{ trigger_id: 't', labels: ['team:'] }, 'the value of "team" must not be empty'],
    [{ flow_id: null }, 'The argument "flow_id" is not valid'],
  ])('sends nothing for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    ['1.3', PUT, '1.3-oss'],
    ['2.0', `${PUT}/backfill/create`, '2.0-oss'],
  ] as const)(
    'says what a trigger that is not there means for the flow on %s',
    async (version, route, file) => {
      const triggers = [
        { id: 'hourly', type: SCHEDULE },
        { id: 'hook', type: 'io.kestra.plugin.core.trigger.Webhook' },
        { id: 'off', type: SCHEDULE, disabled: true },
      ];
      kestra.answers({
        [FLOW]: { json: { id: 'scheduled', triggers } },
        [ROWS]: recorded('triggers of a flow', file),
        [route]: recorded('backfill, unknown trigger', file),
      });
      const hintOf = async (trigger_id: string) => {
        const { error } = await call({ trigger_id }, version);
        expect(error).toMatch(/^Kestra answered 404 to PUT /);
        return String(error).split('\n').at(-1);
      };
      expect(await hintOf('horly')).toBe(
        'The flow "scheduled" has no trigger "horly". Did you mean "hourly"? Its schedule triggers: hourly, off.',
      );
      expect(await hintOf('hook')).toBe(
        '"hook" is a Webhook trigger. Only schedule triggers can be backfilled.',
      );
      expect(await hintOf('off')).toBe(
        `The trigger "off" is disabled in the YAML of the flow. Enable it first.`,
      );
      expect(await hintOf('hourly')).toContain('Kestra has not scheduled the trigger "hourly" yet.');
    },
  );
});
