import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { callPlugin, taskPlugin } from '../../../test/support/host/call-plugin.js';
import { CONTEXT } from '../../../test/support/host/runtime.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';
import { waitForBackfill } from './wait.js';

const kestra = useKestra();
const GIVEN = { namespace: 'a', flow_id: 'b', start: '2026-01-01', end: '2026-01-02', wait: true };
const TRIGGER = { id: 'hourly', type: 'io.kestra.plugin.core.trigger.Schedule', cron: '0 * * * *' };
const ROWS = 'GET /main/triggers/a/b';
const row = { namespace: 'a', flowId: 'b', triggerId: 'hourly' };
const backfill = { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' };
const at = (currentDate: string, more: object = {}) => ({
  ...row,
  backfill: { ...backfill, currentDate, ...more },
});
const page = (each: object) => ({ json: { results: [each], total: 1 } });

/** Its trigger is read before, and then at each look. */
function answers(...looks: object[]): void {
  kestra.answers({
    'GET /main/flows/a/b': { json: { id: 'b', namespace: 'a', triggers: [TRIGGER] } },
    'PUT /main/triggers': { json: at('2026-01-01T00:00:00Z') },
    [ROWS]: [row, ...looks].map(page) as never,
  });
}

describe('backfill_executions with wait', () => {
  it('answers when all runs are started, as a task and without one', async () => {
    // A row may hold a backfill for a moment that has nothing left to do.
    const done = { ...at('2026-01-02T00:00:00Z'), nextExecutionDate: '2026-01-02T01:00:00Z' };
    const all = [row, at('2026-01-01T07:00:00Z'), done] as const;
    answers(...all);
    const value = await callPlugin(plugin, kestra)('backfill_executions', GIVEN);
    expect(value).toMatchObject({
      ...done,
      next: expect.stringMatching(/^All executions have started\. Call list_executions/),
    });
    answers(...all);
    const look = await taskPlugin(plugin, kestra)('backfill_executions', GIVEN);
    // It may not be there yet.
    expect(await look()).toEqual({ status: 'working', message: 'starting' });
    const message = 'at 2026-01-01T07:00:00Z of 2026-01-02T00:00:00Z';
    expect(await look()).toEqual({ status: 'working', message });
    expect(await look()).toEqual({ status: 'completed', value });
  });

  it('ends where it was paused', async () => {
    answers(at('2026-01-01T07:00:00Z', { paused: true }));
    const look = await taskPlugin(plugin, kestra)('backfill_executions', GIVEN);
    const { status, value } = await look();
    expect([status, value?.next]).toEqual(['completed', expect.stringContaining('The backfill is paused')]);
  });

  it('says after its time that it goes on', async () => {
    answers(row, at('2026-01-01T07:00:00Z'));
    const client = new KestraClient(kestra.settings('1.3'));
    await client.triggers.row(row);
    const awaited = { namespace: 'a', flow_id: 'b', trigger_id: 'hourly' };
    const value = await waitForBackfill(client, { awaited, row, seconds: 0 }, CONTEXT);
    expect(value).toMatchObject({
      ...row,
      next: expect.stringContaining('Not all executions have started after 0 s'),
    });
  });
});
