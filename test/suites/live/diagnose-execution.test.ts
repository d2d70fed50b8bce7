import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { FAILING, HELLO, PAUSING, SLEEPING, subflow } from './bodies.js';
import { describeLive } from './target.js';

const CORE = 'io.kestra.plugin.core';

const RETRIED = `
tasks:
  - id: flaky
    type: ${CORE}.execution.Fail
    errorMessage: no luck
    retry: {type: constant, interval: PT0.1S, maxAttempts: 2}`;

/** A loop that fails for one of six values, in the syntax of each major version. */
const loop = (major: number) => `
tasks:
  - id: each
    type: ${CORE}.flow.${major >= 2 ? 'Loop' : 'ForEach'}
    values: ["v0", "v1", "v2", "v3", "v4", "v5"]
    concurrencyLimit: 0
    tasks:
      - id: load
        type: ${CORE}.execution.Fail
        condition: "{{ ${major >= 2 ? 'item.value' : 'taskrun.value'} == 'v4' }}"
        errorMessage: no table`;

const BRANCHES = `
tasks:
  - id: both
    type: ${CORE}.flow.Parallel
    tasks:
      - id: slow
        type: ${CORE}.flow.Sequential
        tasks:
          - {id: wait, type: ${CORE}.flow.Sleep, duration: PT2S}
          - {id: later, type: ${CORE}.execution.Fail, errorMessage: the second}
      - id: quick
        type: ${CORE}.flow.If
        condition: "{{ true }}"
        then:
          - {id: sooner, type: ${CORE}.execution.Fail, errorMessage: the first}
errors:
  - {id: cleanup, type: ${CORE}.execution.Fail, errorMessage: cannot clean up}`;

const TIMED = `
tasks:
  - {id: slow, type: ${CORE}.flow.Sleep, duration: PT1M, timeout: PT1S}`;

const SECRET = `
tasks:
  - {id: use, type: ${CORE}.log.Log, message: "{{ secret('KMCP_NO_SUCH_SECRET') }}"}`;

const SOFT = `
tasks:
  - {id: soft, type: ${CORE}.execution.Fail, errorMessage: not that bad, allowFailure: true}`;

const LIMITED = `
concurrency: {limit: 1, behavior: QUEUE}
${SLEEPING.trim()}`;

const OUTPUTS = `
tasks:
  - {id: fine, type: ${CORE}.log.Log, message: hello}
outputs:
  - {id: total, type: STRING, value: "{{ outputs.nobody.value }}"}`;

const NEEDY = `
inputs:
  - {id: given, type: STRING}
${FAILING.trim()}`;

describeLive('diagnose_execution', (live) => {
  beforeAll(() =>
    live.flows({
      ...{ hello: HELLO, failing: FAILING, retried: RETRIED, loop: loop(live.major), branches: BRANCHES },
      ...{ timed: TIMED, secret: SECRET, soft: SOFT, limited: LIMITED, outputs: OUTPUTS, needy: NEEDY },
      ...{ pausing: PAUSING, sleeping: SLEEPING },
      ...{ above: subflow(live.namespace, 'between'), between: subflow(live.namespace, 'failing') },
      ...{ asking: subflow(live.namespace, 'pausing'), lost: subflow(live.namespace, 'nowhere') },
    }),
  );

  /** Repeats the diagnosis until its cause contains all these names, because logs and searches may lag behind. */
  async function told(id: unknown, ...names: readonly string[]) {
    let last = '';
    return until(
      async () => {
        const answer = await live.ok('diagnose_execution', { execution_id: id });
        last = String(answer.cause);
        return names.every((name) => last.includes(name)) ? answer : undefined;
      },
      () => `The cause is: ${last}`,
    );
  }

  const run = async (flow: string, more: object = {}) => (await live.run(flow, { ...more })).id;

  it.each([
    ['failing', ['FAILED', 'boom', 'broken on purpose']],
    ['retried', ['FAILED', 'flaky', '2 attempts', 'no luck']],
    ['loop', ['FAILED', 'load', 'v4', 'no table']],
    ['branches', ['FAILED', 'sooner', 'the first']],
    ['timed', ['FAILED', 'slow', 'imeout', 'PT1S']],
    ['secret', ['FAILED', 'use', 'KMCP_NO_SUCH_SECRET']],
    ['above', ['FAILED', 'boom', 'failing', '2 levels', 'broken on purpose']],
    ['lost', ['FAILED', 'call', 'nowhere']],
    ['outputs', ['FAILED', 'nobody']],
    ['soft', ['WARNING', 'soft', 'not that bad', 'allowFailure']],
    ['pausing', ['PAUSED', 'ask']],
    ['hello', ['SUCCESS', 'nothing failed']],
  ])('%s', async (flow, names) => {
    const answer = await told(await run(flow), ...names);
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(12_000);
    expect(JSON.stringify(answer)).not.toMatch(/\bat io\.kestra\./);
    expect(answer.left_out).toBeUndefined();
  });

  it('says what keeps one in the queue', async () => {
    const first = await live.launch('limited');
    await live.untilState(first, 'RUNNING');
    const second = await live.launch('limited');
    await live.untilState(second, 'QUEUED');
    await told(second, 'QUEUED', 'limit of 1', first);
    await live.manage('kill', second);
    await live.manage('kill', first);
  });

  it('says that one was killed, and during what', async () => {
    const id = await live.launch('sleeping');
    await until(async () => {
      const { taskRunList } = await live.manage('get', id);
      return JSON.stringify(taskRunList ?? []).includes('RUNNING') || undefined;
    });
    await told(id, 'RUNNING', 'sleep');
    await live.manage('kill', id);
    await live.untilState(id, 'KILLED');
    const { next } = await told(id, 'KILLED', 'sleep');
    expect(next).toMatchObject([{ tool: 'replay_execution', arguments: { ids: [id] } }]);
  });

  it('looks through a subflow at what waits', async () => {
    const id = await live.launch('asking');
    const { next } = await told(id, 'RUNNING', 'call', 'PAUSED', 'ask');
    const [first] = next as { tool: string; arguments: { execution_ids: string[] } }[];
    expect(first?.tool).toBe('resume_execution');
    await live.ok('resume_execution', first?.arguments ?? {});
    await live.untilState(id, 'SUCCESS');
  });

  it('says when one is to start that is scheduled', async () => {
    const id = await live.launch('hello', { schedule_date: '2090-01-01T00:00:00Z' });
    await told(id, 'CREATED', '2090-01-01');
    await live.manage('kill', id);
  });

  it('shows inputs, and what differs from the last success', async () => {
    const id = await run('needy', { inputs: { given: 'this' } });
    const { execution } = await told(id, 'FAILED', 'boom');
    expect(execution).toMatchObject({ inputs: { given: 'this' } });
    await live.flows({ turned: HELLO });
    const good = await run('turned');
    await live.ok('create_flow_from_yaml', {
      yaml_definition: `id: turned\nnamespace: ${live.namespace}\n${FAILING.trim()}\n`,
    });
    const answer = await told(await run('turned'), 'boom');
    expect(answer.compared).toMatchObject({
      execution_id: good,
      differences: { revision: { now: 2, then: 1 } },
    });
  });

  it('says that there is no such execution', async () => {
    expect(await live.failed('diagnose_execution', { execution_id: '0000000000000000000000' })).toContain(
      '0000000000000000000000',
    );
  });
});
