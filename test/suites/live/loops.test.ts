import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { describeLive } from './target.js';

/** A loop that fails for the value three, in the syntax of each major version. */
const loop = (major: number) => `
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.${major >= 2 ? 'Loop' : 'ForEach'}
    values: ["one", "two", "three", "four"]
    tasks:
      - id: say
        type: io.kestra.plugin.core.log.Log
        message: "say {{ ${major >= 2 ? 'item.value' : 'taskrun.value'} }}"
      - id: boom
        type: io.kestra.plugin.core.execution.Fail
        runIf: "{{ ${major >= 2 ? 'item.value' : 'taskrun.value'} == 'three' }}"
        errorMessage: three is too much`;

describeLive('loops', (live) => {
  beforeAll(() => live.flows({ loop: loop(live.major) }));

  it('a failed one says which iteration failed, and why', async () => {
    const ended = await live.run('loop');
    expect(ended).toMatchObject({ state: { current: 'FAILED' } });
    if (live.major < 2) return;
    const got = await live.manage('get', ended.id);
    const told = JSON.stringify(got);
    expect(told).toContain('FAILED');
    expect(told).toContain('three');
    const text = await until(async () => {
      const logs = JSON.stringify(await live.ok('get_execution_logs', { execution_id: ended.id }));
      return logs.includes('three is too much') ? logs : undefined;
    });
    expect(text).toContain('three is too much');
    const downloaded = await live.ok('download_execution_logs', { execution_id: ended.id });
    expect(JSON.stringify(downloaded)).toContain('three is too much');
  });
});
