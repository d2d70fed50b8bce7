import { beforeAll, expect, it } from '@jest/globals';
import { HELLO, PAUSING } from './bodies.js';
import { describeLive, stateOf } from './target.js';

const UNKNOWN = '0000000000000000000000';

/** A deeply nested pause that asks for two inputs. The flow returns the answers. */
const ASKING = `
tasks:
  - id: outer
    type: io.kestra.plugin.core.flow.Sequential
    tasks:
      - id: ask
        type: io.kestra.plugin.core.flow.Pause
        onResume:
          - id: reason
            type: STRING
            defaults: fine
          - id: approved
            type: BOOL
            defaults: true
  - id: told
    type: io.kestra.plugin.core.debug.Return
    format: "{{ outputs.ask.onResume.reason }}"`;

describeLive('resume', (live) => {
  beforeAll(() => live.flows({ hello: HELLO, pausing: PAUSING, other: PAUSING, asking: ASKING }));

  const flow = (flow_id: string) => ({ namespace: live.namespace, flow_id });

  async function paused(flow_id: string): Promise<string> {
    const execution = await live.run(flow_id);
    expect(stateOf(execution)).toBe('PAUSED');
    return String(execution.id);
  }

  it('resume_execution lets the latest paused execution of the flow go on', async () => {
    const id = await paused('pausing');
    const others = await paused('other');
    expect(await live.ok('resume_execution', flow('pausing'))).toMatchObject({ count: 1, resumed: [id] });
    await live.untilState(id, 'SUCCESS');
    expect(stateOf(await live.manage('get', others))).toBe('PAUSED');
    await live.manage('kill', others);
  });

  it('resume_execution takes several by id', async () => {
    const ids = [await paused('pausing'), await paused('pausing')];
    expect(await live.ok('resume_execution', { execution_ids: ids, on_resume: null })).toMatchObject({
      count: 2,
    });
    for (const id of ids) await live.untilState(id, 'SUCCESS');
  });

  it('resume_execution fills in the defaults of a pause that is nested', async () => {
    const id = await paused('asking');
    await live.ok('resume_execution', flow('asking'));
    const execution = await live.untilState(id, 'SUCCESS');
    expect(JSON.stringify(execution.taskRunList)).toContain('"value":"fine"');
  });

  it('resume_execution hands over what it is given', async () => {
    const id = await paused('asking');
    const on_resume = { reason: 'looks good', approved: false };
    expect(await live.ok('resume_execution', { execution_ids: [id], on_resume })).toMatchObject({
      count: 1,
      resumed: [id],
    });
    const execution = await live.untilState(id, 'SUCCESS');
    expect(JSON.stringify(execution.taskRunList)).toContain('"value":"looks good"');
  });

  it('resume_execution refuses what is not paused, not there, or not named', async () => {
    const { id } = await live.run('hello');
    expect(await live.failed('resume_execution', { execution_ids: [id] })).toMatch(/40[09]/);
    expect(await live.failed('resume_execution', { execution_ids: [id], on_resume: { a: 1 } })).toMatch(
      /409/,
    );
    expect(await live.failed('resume_execution', { execution_ids: [UNKNOWN] })).toMatch(/40[04]/);
    expect(await live.failed('resume_execution', flow('hello'))).toContain('No paused executions found for');
    expect(await live.failed('resume_execution', flow('pausin'))).toContain('pausing');
    expect(await live.failed('resume_execution', { namespace: live.namespace })).toContain(
      'both "namespace" and "flow_id"',
    );
  });

  it('force_run_execution runs a scheduled execution now', async () => {
    const id = await live.launch('hello', { schedule_date: '2099-01-01T00:00:00Z' });
    expect(await live.ok('force_run_execution', { execution_id: id })).toMatchObject({ id });
    await live.untilState(id, 'SUCCESS');
  });

  it('force_run_execution refuses one that has ended', async () => {
    const { id } = await live.run('hello');
    expect(await live.failed('force_run_execution', { execution_id: id })).toContain(
      'is SUCCESS. Only these states can be forced to run: CREATED, PAUSED, QUEUED',
    );
    expect(await live.failed('force_run_execution', { execution_id: UNKNOWN })).toContain('404');
  });
});
