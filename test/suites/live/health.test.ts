import { expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { until } from '../../support/until.js';
import { describeLive } from './target.js';

const metered = `tasks:
- id: measure
  type: io.kestra.plugin.core.metric.Publish
  metrics:
  - type: counter
    name: rows
    value: 3
    tags:
      source: a
  - type: timer
    name: took
    value: PT1S`;
const fails = `tasks:
- id: no
  type: io.kestra.plugin.core.execution.Fail`;
const scheduled = `triggers:
- id: never
  type: io.kestra.plugin.core.trigger.Schedule
  cron: "0 0 1 1 *"
  disabled: true
- id: yearly
  type: io.kestra.plugin.core.trigger.Schedule
  cron: "0 0 1 1 *"
tasks:
- id: say
  type: io.kestra.plugin.core.log.Log
  message: hello`;

describeLive('health', (live) => {
  let id = '';
  const run = async () => {
    if (id !== '') return;
    await live.flows({ metered, fails, scheduled });
    id = String((await live.run('metered')).id);
    await live.run('fails');
  };

  it('tells states, failures and schedules of a namespace', async () => {
    await run();
    const told = await until(
      async () => {
        const health = await live.ok('summarize_health', { namespace: live.namespace, time_range: 'PT1H' });
        const { total } = health.executions as Json;
        return total === 2 ? health : undefined;
      },
      () => 'Kestra does not find the executions.',
    );
    expect(told.executions).toMatchObject({ states: { SUCCESS: 1, FAILED: 1 }, failure_rate: 0.5 });
    expect(told.failing).toMatchObject([{ namespace: live.namespace, flow_id: 'fails', failure_rate: 1 }]);
    expect(told.slowest).toMatchObject([{ flow_id: 'metered', succeeded: 1 }]);
    expect(told).toMatchObject({ missed_schedules: [], stuck: [] });
    expect(told.disabled_triggers).toMatchObject([{ flow_id: 'scheduled', trigger_id: 'never' }]);
    expect(await live.failed('summarize_health', { time_range: 'a week' })).toContain('ISO 8601');
  });

  it('tells metrics of an execution, and what they came to of a flow', async () => {
    await run();
    const { results } = await until(
      async () => {
        const metrics = await live.ok('get_metrics', { execution_id: id });
        return (metrics.results as Json[]).length === 2 ? metrics : undefined;
      },
      () => 'Kestra does not find the metrics.',
    );
    expect((results as Json[]).map(({ name, value, unit }) => [name, value, unit]).sort()).toEqual([
      ['rows', 3, undefined],
      ['took', 1_000, 'ms'],
    ]);
    const flow = { namespace: live.namespace, flow_id: 'metered' };
    expect(await live.ok('get_metrics', flow)).toMatchObject({
      names: ['rows', 'took'],
      tasks: ['measure'],
    });
    const days = await live.ok('get_metrics', { ...flow, name: 'rows' });
    expect(days.results).toMatchObject([{ value: 3 }]);
    expect(await live.failed('get_metrics', { execution_id: 'nothing' })).toContain('404');
  });
});
