import { beforeEach, describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../test/support/kestra/recordings.js';
import { type Table, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const SCHEDULE = 'io.kestra.plugin.core.trigger.Schedule';
const ONE = { namespace: 'rec.demo', flow_id: 'scheduled', trigger_id: 'hourly' };
const FLOW = 'GET /main/flows/rec.demo/scheduled';
const ROWS = 'GET /main/triggers/rec.demo/scheduled';
const POST = 'POST /main/triggers/rec.demo/scheduled/hourly';
const DECLARED = [
  { id: 'hourly', type: SCHEDULE, cron: '0 * * * *' },
  { id: 'hook', type: 'io.kestra.plugin.core.trigger.Webhook' },
  { id: 'off', type: SCHEDULE, cron: '0 0 1 1 *', disabled: true },
];
const flow = (more: object = {}) => ({
  json: { id: 'scheduled', namespace: 'rec.demo', triggers: DECLARED, ...more },
});

/** What the two majors have otherwise; each recording is of a real one. */
const MAJORS = {
  '1.3': {
    file: '1.3-oss-authoring',
    ...{
      rows: 'trigger row after the backfill was deleted',
      during: 'trigger row during a backfill',
    },
    ...{ paused: 'trigger row while paused', pause: 'backfill pause', unpause: 'backfill unpause' },
    ...{ stop: 'backfill delete', off: 'disable trigger', on: 'enable trigger', restart: 'restart trigger' },
    ...{ locked: 'unlock a trigger that is not locked', unknown: 'disable unknown trigger' },
    ...{ put: 'PUT /main/triggers', noRestart: 'restart unknown trigger' },
  },
  '2.0': {
    file: '2.0-oss',
    ...{ rows: 'triggers of a flow', during: 'triggers during a backfill' },
    ...{
      paused: 'pause backfill again',
      pause: 'pause backfill, ids only',
      unpause: 'unpause backfill, ids only',
    },
    ...{ stop: 'delete backfill, ids only', off: 'disable trigger', on: 'enable trigger' },
    ...{ restart: 'restart trigger', locked: 'unlock trigger', unknown: 'disable unknown trigger' },
    ...{ put: 'PUT /main/triggers/set-disabled', noRestart: 'restart unknown trigger' },
  },
} as const;

describe.each(['1.3', '2.0'] as const)('manage_trigger on %s', (version) => {
  const { file, put, ...names } = MAJORS[version];
  const of = (name: keyof typeof names) => recorded(names[name], file);
  const call = (action: string, given: object = ONE) =>
    callPlugin(plugin, kestra, version)('manage_trigger', { action, ...given });
  const sent = () => kestra.lines.filter((line) => !line.startsWith('GET'));
  const bodies = () => kestra.asked.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body));
  const rowIn = (json: unknown) => {
    const { results = [json] } = json as { results?: object[] };
    return results[0] as { triggerId: string; backfill: object };
  };
  const answers = (rows: Table[string], more: Table = {}) =>
    kestra.answers({ [FLOW]: flow(), [ROWS]: rows, ...more });
  const page = (...results: object[]) => ({ json: { results, total: results.length } });
  const ids = { namespace: 'rec.demo', flowId: 'scheduled', triggerId: 'hourly' };

  beforeEach(() => answers(of('rows')));

  it('lists what a namespace has, with what keeps each from running', async () => {
    const search = recorded('search triggers', `${version}-oss`);
    kestra.answers({ 'GET /main/triggers/search': search });
    const { results, total, note } = await call('list', { namespace: 'rec.demo', page_size: 5 });
    expect(results).toContainEqual(
      expect.objectContaining({
        ...{ ...ONE, type: SCHEDULE, disabled: false, locked: false },
        next_date: expect.stringMatching(/^20/),
      }),
    );
    expect(total).toBe((search.json as { total: number }).total);
    expect(note).toContain('list_flows_with_triggers');
    const [line = ''] = kestra.lines;
    expect(decodeURIComponent(line)).toContain('filters[namespace][PREFIX]=rec.demo');
    expect(line).toContain('page=1&size=5');
    expect(kestra.lines).toHaveLength(1);
  });

  it('lists all of a flow, those without a state too', async () => {
    const { results } = await call('list', { namespace: 'rec.demo', flow_id: 'scheduled' });
    const byId = Object.fromEntries(
      (results as { trigger_id: string }[]).map((row) => [row.trigger_id, row]),
    );
    expect(byId.hourly).toMatchObject({ disabled: false, next_date: expect.any(String) });
    expect(byId.hook).toEqual({
      ...{ ...ONE, trigger_id: 'hook', type: 'io.kestra.plugin.core.trigger.Webhook', disabled: false },
      note: 'It waits for an event, and Kestra keeps no state for it.',
    });
    expect(byId.off).toMatchObject({ disabled: true, disabled_in_yaml: true });
  });

  it('lists page by page, and says where to go on', async () => {
    answers(page(...Array.from({ length: 9 }, (_, n) => ({ ...ids, triggerId: `t${n}` }))));
    const listed = await call('list', { namespace: 'rec.demo', flow_id: 'scheduled', page: 2, page_size: 5 });
    expect(listed).toMatchObject({ total: 12, next: expect.stringContaining('page 3 and page_size 5') });
    expect(listed.results).toHaveLength(5);
  });

  it('lists nothing of a namespace that is not there, and says what there is', async () => {
    kestra.answers({
      'GET /main/triggers/search': page(),
      'GET /main/flows/distinct-namespaces': { json: ['rec.demo'] },
    });
    expect(await call('list', { namespace: 'rec.dmo' })).toMatchObject({
      results: [],
      next: expect.stringContaining('Did you mean "rec.demo"?'),
    });
    expect(await call('list', { flow_id: 'nightly' })).toMatchObject({
      results: [],
      next: expect.stringContaining('find_flow'),
    });
    expect(decodeURIComponent(kestra.lines.at(-1) ?? '')).toContain('filters[flowId][EQUALS]=nightly');
  });

  it.each([
    ['disable', 'off', { disabled: true }],
    ['enable', 'on', { disabled: false }],
  ] as const)('%s answers with what Kestra has then', async (action, name, then) => {
    const before = { ...ids, disabled: !then.disabled };
    answers(page(before), { [put]: of(name) });
    expect(await call(action)).toMatchObject({ status: `${action}d`, ...ONE, ...then });
    expect(bodies()).toEqual([{ ...ids, ...then }]);
    expect(sent()).toEqual([put]);
  });

  it('says what is so already, and sends nothing', async () => {
    expect(await call('enable')).toMatchObject({ status: 'already_enabled', disabled: false });
    answers(page({ ...ids, disabled: true }));
    expect(await call('disable')).toMatchObject({ status: 'already_disabled', disabled: true });
    expect(sent()).toEqual([]);
  });

  it('is not told that it was done where it was not', async () => {
    answers(page({ ...ids, disabled: true }), { [put]: { json: { ...ids, disabled: true } } });
    expect((await call('enable')).error).toMatch(/^Kestra accepted the request, but .* is still disabled/);
  });

  it('tells the YAML from the row', async () => {
    const off = { ...ONE, trigger_id: 'off' };
    expect(await call('disable', off)).toMatchObject({ status: 'already_disabled', disabled_in_yaml: true });
    expect((await call('enable', off)).error).toMatch(
      /^The trigger "off" is disabled in the YAML of the flow/,
    );
    kestra.answers({ [FLOW]: flow({ disabled: true }), [ROWS]: of('rows') });
    expect(await call('enable')).toMatchObject({ note: expect.stringMatching(/^The flow is disabled/) });
    expect(sent()).toEqual([]);
  });

  it('says what is not there', async () => {
    expect((await call('disable', { ...ONE, trigger_id: 'horly' })).error).toBe(
      'The flow "scheduled" has no trigger "horly".\nIts triggers are: hourly, hook, off. Did you mean "hourly"?',
    );
    expect((await call('disable', { ...ONE, trigger_id: 'x'.repeat(1_001) })).error).toContain(
      'The argument "trigger_id" is not valid: must have at most 1000 characters.',
    );
    expect((await call('disable', { ...ONE, trigger_id: 'hook' })).error).toMatch(
      /^The trigger "hook" is a Webhook trigger, and Kestra keeps no state for those/,
    );
    answers(page());
    expect((await call('disable')).error).toMatch(/^Kestra has not scheduled the trigger "hourly" yet/);
    kestra.answers({
      [ROWS]: page(),
      'GET /main/flows/rec.demo': { json: [{ id: 'scheduled' }] },
      'GET /main/flows/rec.demo/schedule': { status: 404, json: { message: 'Not Found' } },
      'GET /main/triggers/rec.demo/schedule': page(),
    });
    expect((await call('disable', { ...ONE, flow_id: 'schedule' })).error).toContain(
      'Did you mean "scheduled"?',
    );
    expect(sent()).toEqual([]);
  });

  it('unlocks, restarts, and explains what Kestra refuses', async () => {
    answers(of('rows'), {
      [`${POST}/unlock`]: [of('locked'), of('restart')],
      [`${POST}/restart`]: [of('restart'), of('noRestart')],
    });
    expect((await call('unlock')).error).toMatch(/unlocked|not locked[\s\S]*Nothing was done/);
    expect(await call('unlock')).toMatchObject({ status: 'unlocked', ...ONE });
    expect(await call('restart')).toMatchObject({ status: 'restarted', ...ONE });
    answers(page(), { [`${POST}/restart`]: of('noRestart') });
    expect((await call('restart')).error).toMatch(/^Kestra has not scheduled the trigger "hourly" yet/);
  });

  it('says how far a backfill is', async () => {
    answers(of('during'));
    const { backfill, ...told } = await call('backfill_status');
    expect(told).toMatchObject({
      status: 'running',
      done: '0 % of its period',
      runs_left: expect.any(String),
    });
    expect(backfill).toMatchObject({ start: expect.any(String), at: expect.any(String), paused: false });
    expect(Number(told.runs_left) || told.runs_left).toBe('more than 1000');
    answers(of('rows'));
    expect(await call('backfill_status')).toMatchObject({ status: 'none' });
  });

  it.each([
    ['pause_backfill', 'during', 'pause', 'paused'],
    ['resume_backfill', 'paused', 'unpause', 'resumed'],
  ] as const)('%s, which takes what this version wants', async (action, before, name, status) => {
    const row = rowIn(of(before).json);
    const path = `PUT /main/triggers/backfill/${name}`;
    answers(page(row), { [path]: of(name) });
    expect(await call(action)).toMatchObject({ status, backfill: { paused: status === 'paused' } });
    expect(bodies()).toEqual([version === '1.3' ? row : ids]);
    expect(sent()).toEqual([path]);
  });

  it.each([
    ['pause_backfill', 'paused', 'already_paused'],
    ['resume_backfill', 'during', 'already_running'],
  ] as const)('%s sends nothing where it is so', async (action, before, status) => {
    answers(page(rowIn(of(before).json)));
    expect(await call(action)).toMatchObject({ status });
    expect(sent()).toEqual([]);
  });

  it('stops a backfill, and says how to make the rest', async () => {
    const row = rowIn(of('during').json);
    answers(page(row), { 'POST /main/triggers/backfill/delete': of('stop') });
    const stopped = await call('stop_backfill');
    expect(stopped).toMatchObject({
      ...{ status: 'stopped', runs_not_made: 'more than 1000' },
      next: expect.stringMatching(/backfill_executions with start 20\S+ and end 20/),
    });
    expect(stopped).not.toHaveProperty('backfill');
    expect(bodies()).toEqual([version === '1.3' ? row : ids]);
  });

  it.each(['pause_backfill', 'resume_backfill', 'stop_backfill'])(
    '%s of none is an error',
    async (action) => {
      const error = /^The trigger "hourly" of the flow rec\.demo\.scheduled has no backfill in progress/;
      expect((await call(action)).error).toMatch(error);
      const over = { ...rowIn(of('during').json), nextExecutionDate: '2099-01-01T00:00:00Z' };
      answers(page({ ...over, ...(version === '2.0' && { nextEvaluationDate: '2099-01-01T00:00:00Z' }) }));
      expect((await call(action)).error).toMatch(error);
      expect(sent()).toEqual([]);
    },
  );

  it('holds a backfill that is paused for one in progress, though the schedule has gone on', async () => {
    const next = '2099-01-01T00:00:00Z';
    const paused = rowIn(of('paused').json);
    const row = {
      ...paused,
      ...(version === '1.3' ? { nextExecutionDate: next } : { nextEvaluationDate: next }),
    };
    answers(page(paused));
    const { runs_left } = await call('backfill_status');
    answers(page(row), { 'PUT /main/triggers/backfill/unpause': of('unpause') });
    expect(await call('backfill_status')).toMatchObject({ status: 'paused', next_date: next, runs_left });
    expect(await call('resume_backfill')).toMatchObject({ status: 'resumed' });
    expect(bodies()).toEqual([version === '1.3' ? row : ids]);
  });

  it('does not call paused what ended meanwhile', async () => {
    const path = 'PUT /main/triggers/backfill/pause';
    const row = recordedJson<object>('delete backfill, ids only', '2.0-oss');
    answers(page(rowIn(of('during').json)), { [path]: { json: row } });
    expect((await call('pause_backfill')).error).toContain('has no backfill in progress');
  });
});
