import { describe, expect, it } from '@jest/globals';
import type { Execution } from '@kestra-mcp/core';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { type Asked, type Reply, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const call = (version: string, given: object = {}) =>
  callPlugin(plugin, kestra, version)('summarize_health', { namespace: 'company', ...given });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const start = Date.now();
const at = (ago: number) => new Date(start - ago).toISOString();
let ids = 0;

/** A run that began so long ago, in milliseconds, and took so many seconds. */
function run(
  flowId: string,
  current: string,
  ago: number,
  more: { took?: number; [key: string]: unknown } = {},
) {
  const { took = 10, ...others } = more;
  const isOver = ['SUCCESS', 'FAILED', 'WARNING', 'KILLED'].includes(current);
  const state = { current, startDate: at(ago), ...(isOver && { endDate: at(ago - took * 1_000) }) };
  return { id: `e${ids++}`, namespace: 'company', flowId, state, ...others };
}

const SEARCH = 'GET /main/executions/search';
const TRIGGERS = 'GET /main/triggers/search';
const FLOWS = 'GET /main/flows/search';

interface World {
  now?: object[];
  before?: object[];
  open?: object[];
  triggers?: object[];
  flows?: object[];
  totals?: Readonly<Record<string, number>>;
}

/** Searches answer by their filters, as Kestra does. */
function answers({ now = [], before = [], open = [], triggers = [], flows = [], totals = {} }: World): void {
  const search: Reply = ({ line }: Asked) => {
    const named = [...line.matchAll(/(?:\[state\]\[\w+\]|&state)=([\w,]+)/g)].map(([, each = '']) => each);
    const states = named.length > 0 ? named.join().split(',') : undefined;
    const [, startDate = ''] = /[[&]startDate(?:\]\[\w+\])?=([^&]+)/.exec(line) ?? [];
    const isNow = Math.abs(start - DAY - Date.parse(startDate)) < DAY / 2;
    const all = startDate === '' ? open : isNow ? now : before;
    const page = Number(/[?&]page=(\d+)/.exec(line)?.[1]);
    const size = Number(/[?&]size=(\d+)/.exec(line)?.[1]);
    const rows = all.filter((row) => !states || states.includes((row as Execution).state.current));
    const total =
      totals[`${startDate === '' ? 'open' : isNow ? 'now' : 'before'} ${states?.join() ?? ''}`.trim()];
    return { json: { results: rows.slice((page - 1) * size, page * size), total: total ?? rows.length } };
  };
  kestra.answers({
    [SEARCH]: search,
    [TRIGGERS]: { json: { results: triggers, total: triggers.length } },
    [FLOWS]: { json: { results: flows, total: flows.length } },
  });
}

describe.each(['0.23', '1.3', '2.0'])('health on %s', (version) => {
  const isNew = version === '2.0';
  const trigger = (triggerId: string, next: number, more: object = {}, declared: object | null = {}) => {
    const state = {
      namespace: 'company',
      flowId: 'f',
      triggerId,
      [isNew ? 'nextEvaluationDate' : 'nextExecutionDate']: at(next),
      ...more,
    };
    const cron = declared && { id: triggerId, type: 'x.Schedule', cron: '*/30 * * * *', ...declared };
    return isNew ? { trigger: cron, state } : { abstractTrigger: cron, triggerContext: state };
  };

  it('counts states, and tells which flows fail and which are slow, against the time before', async () => {
    answers({
      now: [
        run('good', 'SUCCESS', MINUTE, { took: 5 }),
        run('slow', 'SUCCESS', MINUTE, { took: 100 }),
        run('slow', 'SUCCESS', MINUTE, { took: 300 }),
        run('slow', 'WARNING', MINUTE, { took: 200 }),
        run('bad', 'FAILED', MINUTE),
        run('bad', 'FAILED', MINUTE),
        run('bad', 'SUCCESS', MINUTE, { took: 1 }),
        run('good', 'RUNNING', MINUTE),
      ],
      before: [
        run('slow', 'SUCCESS', 30 * 60 * MINUTE, { took: 50 }),
        run('bad', 'FAILED', 30 * 60 * MINUTE),
        run('bad', 'SUCCESS', 30 * 60 * MINUTE),
        run('good', 'RUNNING', 30 * 60 * MINUTE),
      ],
    });
    const told = await call(version);
    expect(told.executions).toEqual({
      total: 8,
      states: { SUCCESS: 4, WARNING: 1, FAILED: 2, RUNNING: 1 },
      failure_rate: 0.286,
      before: { total: 4, failed: 1, failure_rate: 0.333 },
    });
    expect(told.failing).toEqual([
      {
        ...{
          namespace: 'company',
          flow_id: 'bad',
          ended: 3,
          failed: 2,
          failure_rate: 0.667,
          rate_before: 0.5,
        },
        last_failed: expect.stringMatching(/^e\d+$/),
      },
    ]);
    expect((told.slowest as object[]).slice(0, 2)).toEqual([
      {
        ...{ namespace: 'company', flow_id: 'slow', succeeded: 3, median_s: 200, p95_s: 300 },
        before: { succeeded: 1, median_s: 50, p95_s: 50 },
      },
      { namespace: 'company', flow_id: 'good', succeeded: 1, median_s: 5, p95_s: 5 },
    ]);
    expect(told).toMatchObject({ missed_schedules: [], disabled_triggers: [], stuck: [] });
    expect(kestra.lines).toHaveLength(5);
    expect(
      kestra.lines.every((line) =>
        line.includes(version === '0.23' ? '&namespace=company' : 'filters[namespace][PREFIX]=company'),
      ),
    ).toBe(true);
  });

  it('says what is stuck, and why', async () => {
    const long = 20 * 60 * MINUTE;
    answers({
      now: Array.from({ length: 5 }, () => run('quick', 'SUCCESS', MINUTE, { took: 60 })),
      open: [
        run('new', 'CREATED', MINUTE),
        run('quick', 'RUNNING', 2 * 60 * MINUTE),
        run('unknown', 'RUNNING', 2 * 60 * MINUTE),
        run('conc', 'QUEUED', long),
        run('old', 'CREATED', long + 1),
        run('ask', 'PAUSED', long),
        run('ask', 'PAUSED', 2 * DAY),
      ],
    });
    const { stuck } = (await call(version)) as { stuck: { flow_id: string; state: string; why?: string }[] };
    expect(stuck.map(({ flow_id, state }) => [flow_id, state])).toEqual([
      ['ask', 'PAUSED'],
      ['old', 'CREATED'],
      ['conc', 'QUEUED'],
      ['quick', 'RUNNING'],
    ]);
    expect(stuck.map(({ why }) => why)).toEqual([
      'It waits to be resumed.',
      'No worker or executor has picked it up.',
      'It waits for other executions of its flow, because of the concurrency limit.',
      'Nearly all executions of this flow end within 60 s.',
    ]);
  });

  it('finds schedules that did not run, and disabled triggers', async () => {
    const half = Math.floor(start / (30 * MINUTE)) * 30 * MINUTE;
    const ran = (back: number) =>
      run('f', 'SUCCESS', start - half + back * 30 * MINUTE, {
        trigger: { id: 'gap', variables: { date: new Date(half - back * 30 * MINUTE).toISOString() } },
      });
    answers({
      now: [1, 2, 5, 6].map(ran),
      triggers: [
        trigger('fine', -10 * MINUTE),
        trigger('late', 90 * MINUTE),
        trigger('gap', -10 * MINUTE),
        trigger('off', 90 * MINUTE, { disabled: true }),
        trigger('off_in_yaml', 90 * MINUTE, {}, { disabled: true }),
        trigger('undeclared', 90 * MINUTE, {}, null),
        trigger('past', 90 * MINUTE, { backfill: { start: at(DAY), end: at(0) } }),
      ],
      flows: [
        { namespace: 'company', id: 'f', triggers: [{ id: 'fine' }, { id: 'off_in_yaml', disabled: true }] },
        { namespace: 'company', id: 'asleep', disabled: true, triggers: [{ id: 'hook' }] },
        { namespace: 'company', id: 'none' },
      ],
    });
    const told = await call(version);
    const missed = told.missed_schedules as {
      trigger_id: string;
      missed?: number;
      due?: string;
      missed_dates?: string[];
    }[];
    expect(missed.map(({ trigger_id }) => trigger_id)).toEqual(['late', 'gap']);
    expect(missed[0]?.due).toBe(at(90 * MINUTE));
    expect(missed[1]?.missed_dates?.slice(0, 2)).toEqual(
      [4, 3].map((back) => new Date(half - back * 30 * MINUTE).toISOString()),
    );
    expect(told.disabled_triggers).toEqual([
      { namespace: 'company', flow_id: 'f', trigger_id: 'off' },
      { namespace: 'company', flow_id: 'f', trigger_id: 'off_in_yaml', by: 'in the YAML of its flow' },
      { namespace: 'company', flow_id: 'asleep', trigger_id: 'hook', by: 'its flow is disabled' },
    ]);
  });

  it('says what it did not look at, and stays within its requests and its room', async () => {
    const many = (count: number, ago: number) =>
      Array.from({ length: count }, (_, n) =>
        run(`flow_with_a_long_name_${n % 90}`, n % 3 ? 'SUCCESS' : 'FAILED', ago),
      );
    const totals = {
      now: 9_000,
      before: 8_000,
      'now FAILED': 3_000,
      'now SUCCESS': 5_000,
      'before FAILED': 80,
      open: 900,
    };
    answers({ now: many(600, MINUTE), before: many(600, 30 * 60 * MINUTE), totals });
    const told = await call(version);
    expect(told.executions).toMatchObject({
      ...{
        total: 9_000,
        states: { SUCCESS: 5_000, FAILED: 3_000, OTHERS: 1_000 },
        failure_rate: 0.375,
      },
      before: { total: 8_000, failed: 80, failure_rate: 0.01 },
    });
    expect(told.not_looked_at).toEqual([
      'Only the newest 400 of 9000 executions of this period were read to summarize the flows.',
      'Schedules were not compared with their executions.',
      'Only the newest 300 of 8000 executions of the period before were read to summarize the flows.',
      'Flow and Webhook triggers were not checked, because Kestra does not say when they should run.',
    ]);
    expect(told.failing).toHaveLength(10);
    expect(told.more).toMatchObject({ failing: expect.any(Number) });
    expect(kestra.lines.length).toBeLessThanOrEqual(20);
    expect(JSON.stringify(told).length).toBeLessThan(12_000);
  });
});

it('says that a namespace has nothing, whose name may be wrong', async () => {
  answers({});
  expect((await call('1.3')).note).toBe(
    'The namespace "company" has no flows and no executions. Check its name.',
  );
  answers({ flows: [{ id: 'f', namespace: 'company' }] });
  expect((await call('1.3')).note).toBeUndefined();
});

it('leaves out iterations of loops, and what is a test', async () => {
  answers({
    now: [
      run('f', 'SUCCESS', MINUTE),
      run('f', 'FAILED', MINUTE, { kind: 'LOOP' }),
      run('f', 'FAILED', MINUTE, { kind: 'TEST' }),
    ],
  });
  expect(await call('2.0')).toMatchObject({ executions: { states: { SUCCESS: 1 } }, failing: [] });
});

it('takes the rows and triggers of a real Kestra as they are', async () => {
  for (const [version, rows, triggers, file] of [
    ['1.3', 'search executions: state FAILED', 'search triggers: q', '1.3-oss-authoring'],
    ['2.0', 'search executions, of a backfill', 'search triggers', '2.0-oss'],
  ] as const) {
    const empty = { json: { results: [], total: 0 } };
    kestra.answers({
      [SEARCH]: [recorded(rows, file), empty],
      [TRIGGERS]: recorded(triggers, file),
      [FLOWS]: empty,
    });
    expect((await call(version, { time_range: 'P3650D' })).error).toBeUndefined();
  }
});

it('says what Kestra says when it refuses', async () => {
  answers({});
  kestra.answers({
    [SEARCH]: { status: 403, json: { message: 'no access' } },
    [TRIGGERS]: { status: 403 },
    [FLOWS]: { status: 403 },
  });
  expect((await call('1.3')).error).toContain('403');
  expect((await call('1.3', { time_range: '7 days' })).error).toContain('ISO 8601 duration');
});
