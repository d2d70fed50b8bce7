import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const AUTHORING = '1.3-oss-authoring';
const everything = { namespace: 'rec.demo', flow_id: 'everything' };

const show = async (args: object) => callPlugin(plugin, kestra)('show_flow', { ...args });
const linesOf = async (args: object) => String((await show(args)).mermaid).split('\n');

describe('show_flow', () => {
  it('draws tasks in their groups, branches, errors and triggers', async () => {
    kestra.answers({
      'GET /main/flows/rec.demo/everything/graph': recorded('graph: subflow closed', AUTHORING),
    });
    expect(await show(everything)).toEqual({
      namespace: 'rec.demo',
      id: 'everything',
      mermaid: [
        'flowchart TB',
        'n1["first<br>Log"]',
        'n14["sub<br>Subflow"]',
        'subgraph g0["triggers"]',
        ' n0(["daily<br>Schedule"])',
        'end',
        'subgraph g1["choose"]',
        ' n2["choose<br>If"]',
        ' n3["agreed<br>Log"]',
        ' n4["refused<br>Log"]',
        'end',
        'subgraph g2["switch"]',
        ' n5["switch<br>Switch"]',
        ' n6["caseA<br>Log"]',
        ' n7["other<br>Log"]',
        'end',
        'subgraph g3["both"]',
        ' n8["both<br>Parallel"]',
        ' n9["p1<br>Log"]',
        ' n10["p2<br>Log"]',
        'end',
        'subgraph g4["order"]',
        ' n11["order<br>Dag"]',
        'end',
      ].join('\n'),
    });
  });

  it('colours tasks by the states of a run, and counts iterations', async () => {
    kestra.answers({
      'GET /main/executions/7OfZdOUexK1gQ8wB9TEpUW/graph': recorded(
        'execution graph with everything',
        AUTHORING,
      ),
      'GET /main/executions/7OfZdOUexK1gQ8wB9TEpUW': {
        json: {
          id: '7OfZdOUexK1gQ8wB9TEpUW',
          namespace: 'rec.demo',
          flowId: 'everything',
          flowRevision: 1,
          state: { current: 'SUCCESS' },
        },
      },
    });
    const lines = await linesOf({ ...everything, execution_id: '7OfZdOUexK1gQ8wB9TEpUW' });
    expect(lines).toContain(' n12["say ×2<br>Log<br>2 SUCCESS"]:::SUCCESS');
  });
});
void recordedJson;
