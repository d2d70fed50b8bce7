import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const AUTHORING = '1.3-oss-authoring';
const RUN = '7OfZdOUexK1gQ8wB9TEpUW';
const FLOW = { namespace: 'rec.demo', flow_id: 'everything' };

const show = (args: object, version = '1.3') => callPlugin(plugin, kestra, version)('show_flow', { ...args });
const linesOf = async (args: object) => String((await show(args)).mermaid).split('\n');
const run = { id: RUN, namespace: 'rec.demo', flowId: 'everything', flowRevision: 4 };

it('draws tasks in their groups, branches, errors and triggers', async () => {
  kestra.answers({
    'GET /main/flows/rec.demo/everything/graph': recorded('graph: subflow closed', AUTHORING),
  });
  const lines = await linesOf({ ...FLOW, revision: 2 });
  expect(kestra.lines).toEqual(['GET /main/flows/rec.demo/everything/graph?revision=2']);
  expect(lines.slice(0, 10)).toEqual([
    'flowchart TB',
    'n1["first<br>Log"]',
    'n16["sub<br>Subflow"]',
    'subgraph g0["triggers"]',
    ' n0(["daily<br>Schedule"])',
    'end',
    'subgraph g1["choose"]',
    ' n2["choose<br>If"]',
    ' n3["agreed<br>Log"]',
    ' n4["refused<br>Log"]',
  ]);
  for (const group of ['switch', 'both', 'order', 'each', 'errors', 'finally', 'after execution'])
    expect(lines).toContainEqual(expect.stringContaining(`["${group}"]`));
  expect(lines.filter((line) => line.includes('-->'))).toEqual([
    'n0 --> n1',
    'n1 --> n2',
    'n2 -->|"then"| n3',
    'n2 -->|"else"| n4',
    'n3 --> n5',
    'n4 --> n5',
    'n5 -->|"A"| n6',
    'n5 -->|"defaults"| n7',
    'n6 --> n8',
    'n7 --> n8',
    'n8 --> n9',
    'n8 --> n10',
    'n9 --> n11',
    'n10 --> n11',
    'n11 --> n12',
    'n12 --> n13',
    'n13 --> n14',
    'n14 --> n15',
    'n15 --> n16',
    'n16 --> n18',
    'n17 --> n18',
    'n18 --> n19',
  ]);
});

it('colours tasks by the states of a run, and counts iterations', async () => {
  kestra.answers({
    [`GET /main/executions/${RUN}/graph`]: recorded('execution graph with everything', AUTHORING),
    [`GET /main/executions/${RUN}`]: { json: { ...run, state: { current: 'SUCCESS' } } },
  });
  const answer = await show({ ...FLOW, execution_id: RUN });
  expect(answer).toMatchObject({ id: 'everything', revision: 4, execution_id: RUN, state: 'SUCCESS' });
  const lines = String(answer.mermaid).split('\n');
  expect(lines).toContain(' n15["say ×2<br>Log<br>2 SUCCESS"]:::SUCCESS');
  // What has not run has no colour.
  expect(lines).toContain(' n4["refused<br>Log"]');
  expect(lines).toContain('classDef SUCCESS fill:#d3f0dc,stroke:#157f3d,color:#18181b');
});

it('draws what Kestra 2.0 gives, the loop as one task', async () => {
  kestra.answers({ 'GET /main/flows/rec.demo/loop/graph': recorded('flow graph from source', '2.0-oss') });
  const { mermaid } = await show({ namespace: 'rec.demo', flow_id: 'loop' }, '2.0');
  expect(mermaid).toBe(
    [
      'flowchart TB',
      'subgraph g0["loop"]',
      ' n0["loop<br>Loop"]',
      ' n1["say<br>Log"]',
      'end',
      'n0 --> n1',
    ].join('\n'),
  );
});

it('leaves out what there is no room for, and says so', async () => {
  const nodes = Array.from({ length: 5_000 }, (_, index) => ({
    uid: `root.t${index}`,
    task: { id: `a_task_with_a_long_name_${index}`, type: 'io.kestra.plugin.core.log.Log' },
  }));
  kestra.answers({ 'GET /main/flows/a/f/graph': { json: { nodes, edges: [], clusters: [] } } });
  const answer = await show({ namespace: 'a', flow_id: 'f' });
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(40_000);
  expect(answer.next).toMatch(/^The last \d+ tasks are left out\. Call manage_flow with action get_yaml/);
});

describe('an error', () => {
  it('names the flows that there are', async () => {
    kestra.answers({
      'GET /main/flows/rec.demo/none/graph': recorded('graph: unknown flow', AUTHORING),
      'GET /main/flows/rec.demo': { json: [{ id: 'nine', namespace: 'rec.demo' }] },
    });
    const { error } = await show({ namespace: 'rec.demo', flow_id: 'none' });
    expect(error).toContain('nine');
  });

  it('names the revisions that there are', async () => {
    kestra.answers({
      'GET /main/flows/rec.demo/everything/graph': recorded('graph: unknown revision', AUTHORING),
      'GET /main/flows/rec.demo': { json: [{ id: 'everything', namespace: 'rec.demo' }] },
      'GET /main/flows/rec.demo/everything/revisions': { json: [{ revision: 1 }, { revision: 2 }] },
    });
    expect((await show({ ...FLOW, revision: 99 })).error).toMatch(/99[\s\S]*2/);
  });

  it('says whose an execution is', async () => {
    kestra.answers({
      [`GET /main/executions/${RUN}/graph`]: { json: {} },
      [`GET /main/executions/${RUN}`]: { json: { ...run, flowId: 'other', state: { current: 'SUCCESS' } } },
    });
    const { error } = await show({ ...FLOW, execution_id: RUN });
    expect(error).toContain('It belongs to the flow other in namespace rec.demo.');
    expect((await show({ ...FLOW, execution_id: RUN, revision: 1 })).error).toContain(
      '"revision" and "execution_id" cannot be combined',
    );
  });
});
