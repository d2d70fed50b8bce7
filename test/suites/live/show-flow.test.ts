import { beforeAll, expect, it } from '@jest/globals';
import { HELLO, schedule } from './bodies.js';
import { describeLive } from './target.js';

const BRANCHES = `tasks:
  - id: choose
    type: io.kestra.plugin.core.flow.If
    condition: "{{ true }}"
    then:
      - id: agreed
        type: io.kestra.plugin.core.log.Log
        message: agreed
    else:
      - id: refused
        type: io.kestra.plugin.core.log.Log
        message: refused
errors:
  - id: sorry
    type: io.kestra.plugin.core.log.Log
    message: sorry
`;

describeLive('show_flow', (live) => {
  beforeAll(() => live.flows({ branches: BRANCHES, plain: HELLO, daily: schedule('yearly') }));

  const show = async (flow_id: string, more: object = {}) =>
    live.ok('show_flow', { namespace: live.namespace, flow_id, ...more });

  it('draws groups, branches and errors', async () => {
    const lines = String((await show('branches')).mermaid).split('\n');
    expect(lines).toEqual([
      'flowchart TB',
      'subgraph g0["choose"]',
      ' n0["choose<br>If"]',
      ' n1["agreed<br>Log"]',
      ' n2["refused<br>Log"]',
      'end',
      'subgraph g1["errors"]',
      ' n3["sorry<br>Log"]',
      'end',
      'n0 -->|"then"| n1',
      'n0 -->|"else"| n2',
    ]);
  });

  it('draws triggers', async () => {
    expect((await show('daily')).mermaid).toContain('<br>Schedule"])');
  });

  it('has the states of a run', async () => {
    const { id } = await live.ok('execute_flow', {
      namespace: live.namespace,
      flow_id: 'branches',
      wait: true,
    });
    const shown = await show('branches', { execution_id: id });
    expect(shown).toMatchObject({ execution_id: id, state: 'SUCCESS' });
    expect(shown.mermaid).toContain('n1["agreed<br>Log"]:::SUCCESS');
    expect(shown.mermaid).toMatch(/n2\["refused<br>Log"\]$/m);
    const text = await live.failed('show_flow', {
      namespace: live.namespace,
      flow_id: 'plain',
      execution_id: id,
    });
    expect(text).toContain('does not belong to the flow');
  });

  it('names the flows that there are', async () => {
    const text = await live.failed('show_flow', { namespace: live.namespace, flow_id: 'plane' });
    expect(text).toContain('plain');
  });
});
