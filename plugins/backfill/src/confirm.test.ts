import { describe, expect, it } from '@jest/globals';
import { type ConfirmContext, KestraClient, type Loss } from '@kestra-mcp/core';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { confirmBackfill } from './confirm.js';

const kestra = useKestra();

async function willOf(schedule: object, end: string, disabled = false): Promise<Loss['will'] | undefined> {
  const triggers = [{ id: 't', type: 'io.kestra.plugin.core.trigger.Schedule', ...schedule }];
  kestra.answers({ 'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', triggers, disabled } } });
  const context = { kestra: new KestraClient(kestra.settings('1.3')) } as unknown as ConfirmContext;
  const asked = { namespace: 'a', flow_id: 'f', start: '2026-01-01T00:00:00Z', end };
  return (await confirmBackfill.loses(asked, context))?.will;
}

describe('a backfill is confirmed', () => {
  it.each([
    [{ cron: '0/5 * * * *' }, '2026-01-01T12:00:00Z', /^start about 145 executions of the flow a\.f/],
    [{ cron: '* * * * *' }, '2026-02-01T00:00:00Z', /^start more than 1000 executions/],
    // Kestra's own, which is not understood here.
    [{ cron: '{{ often }}' }, '2026-01-02T00:00:00Z', /^start an unknown number of executions/],
    [{ cron: '?', withSeconds: true }, '2026-01-01T00:01:00Z', /^start an unknown number/],
  ])('for %j until %s', async (schedule, end, will) => {
    expect(await willOf(schedule, end)).toMatch(will);
  });

  it('for a flow that is disabled, whose runs start once it is enabled', async () => {
    expect(await willOf({ cron: '0 * * * *' }, '2026-01-03T00:00:00Z', true)).toMatch(/^start about 49/);
  });
});

describe('a backfill goes on', () => {
  it.each([
    [{ cron: '0 * * * *' }, '2026-01-01T19:00:00Z'],
    [{ cron: '0 0 30 2 *' }, '2026-02-01T00:00:00Z'],
    [{ cron: '{{ often }}' }, '2026-01-01T00:19:00Z'],
  ])('of 20 runs at most: %j until %s', async (schedule, end) => {
    expect(await willOf(schedule, end)).toBeUndefined();
  });
});
