import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { HELLO, SLEEPING, schedule } from './bodies.js';
import { describeLive, rows } from './target.js';

/** Its executions run one at a time, so that a backfill takes some time. */
const BUSY = schedule('busy')
  .replace(HELLO, SLEEPING.replace('PT10M', 'PT20S'))
  .replace('0 0 1 1 *', '0 * * * *');
const MIXED = `${schedule('off', true).replace('id: off', 'id: paused')}
  - id: hook
    type: io.kestra.plugin.core.trigger.Webhook
    key: a-live-key`;

describeLive('manage_trigger', (live) => {
  beforeAll(async () => {
    await live.flows({ busy: BUSY, yearly: schedule('yearly'), mixed: MIXED, hello: HELLO });
    // Kestra knows a trigger a little later than its flow.
    for (const flow of ['busy', 'yearly']) await until(async () => (await rowOf(flow))?.next_date);
  });

  const given = (flow_id: string, trigger_id = flow_id) => ({
    ...{ namespace: live.namespace, flow_id, trigger_id },
  });
  const manage = (action: string, flow: string, trigger?: string) =>
    live.ok('manage_trigger', { action, ...given(flow, trigger) });
  const refused = (action: string, flow: string, trigger?: string) =>
    live.failed('manage_trigger', { action, ...given(flow, trigger) });
  const list = async (args: object = {}) =>
    rows(await live.ok('manage_trigger', { action: 'list', namespace: live.namespace, ...args }));
  const rowOf = async (flow_id: string) => (await list({ flow_id }))[0];

  it('lists what is there, with the next dates', async () => {
    const listed = await list();
    for (const flow of ['busy', 'yearly'])
      expect(listed).toContainEqual(
        expect.objectContaining({
          ...{ ...given(flow), disabled: false, next_date: expect.stringMatching(/^20/) },
        }),
      );
    expect(await list({ page_size: 1 })).toHaveLength(1);
  });

  it('lists the triggers of a flow that have no state, too', async () => {
    const listed = await list({ flow_id: 'mixed' });
    expect(listed).toContainEqual(
      expect.objectContaining({ trigger_id: 'hook', note: expect.stringContaining('waits for an event') }),
    );
    expect(listed).toContainEqual(
      expect.objectContaining({ trigger_id: 'paused', disabled: true, disabled_in_yaml: true }),
    );
    expect(await list({ flow_id: 'hello' })).toEqual([]);
  });

  it('says what is not there', async () => {
    const asked = { action: 'list', namespace: live.namespace, flow_id: 'yearli' };
    expect(await live.failed('manage_trigger', asked)).toContain('"yearly"');
    expect(await refused('disable', 'yearly', 'yearli')).toContain('Did you mean "yearly"?');
    expect(await refused('restart', 'yearly', 'yearli')).toContain('Did you mean "yearly"?');
    expect(await refused('disable', 'mixed', 'hook')).toContain('is a Webhook trigger');
    expect(await refused('enable', 'mixed', 'paused')).toContain('is disabled in the YAML');
  });

  it('switches a trigger off and on, once', async () => {
    expect(await manage('disable', 'yearly')).toMatchObject({ status: 'disabled', disabled: true });
    await until(async () => ((await rowOf('yearly'))?.disabled === true ? true : undefined));
    expect(await manage('disable', 'yearly')).toMatchObject({ status: 'already_disabled' });
    expect(await manage('enable', 'yearly')).toMatchObject({ status: 'enabled', disabled: false });
    await until(async () => ((await rowOf('yearly'))?.disabled === false ? true : undefined));
    expect(await manage('enable', 'yearly')).toMatchObject({ status: 'already_enabled' });
  });

  it('unlocks none that is not locked, and restarts one', async () => {
    expect(await refused('unlock', 'yearly')).toContain('Nothing was done');
    expect(await manage('restart', 'yearly')).toMatchObject({ status: 'restarted', ...given('yearly') });
  });

  it('holds a backfill, lets it go on, and stops it', async () => {
    expect(await manage('backfill_status', 'busy')).toMatchObject({ status: 'none' });
    expect(await refused('pause_backfill', 'busy')).toContain('has no backfill in progress');
    await live.ok('backfill_executions', {
      ...{ ...given('busy'), start: '2020-01-01T00:30:00Z', end: '2020-01-03T00:30:00Z' },
    });
    const running = await manage('backfill_status', 'busy');
    expect(running).toMatchObject({ status: 'running', backfill: { paused: false } });
    expect(Number(running.runs_left)).toBeGreaterThan(40);
    expect(await manage('pause_backfill', 'busy')).toMatchObject({ status: 'paused' });
    expect(await manage('pause_backfill', 'busy')).toMatchObject({ status: 'already_paused' });
    expect(await manage('backfill_status', 'busy')).toMatchObject({ status: 'paused' });
    expect(await manage('resume_backfill', 'busy')).toMatchObject({ status: 'resumed' });
    const stopped = await manage('stop_backfill', 'busy');
    expect(stopped).toMatchObject({ status: 'stopped', next: expect.stringContaining('2020-01-03T00:30') });
    expect(stopped.backfill).toBeUndefined();
    expect(await manage('backfill_status', 'busy')).toMatchObject({ status: 'none' });
  });
});
