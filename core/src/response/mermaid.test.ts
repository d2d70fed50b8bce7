import { describe, expect, it } from '@jest/globals';
import { type Drawing, drawMermaid } from './mermaid.js';

const DRAWING: Drawing = {
  direction: 'TB',
  nodes: [
    { key: 't', lines: ['daily', 'Schedule'], isTrigger: true },
    { key: 'a', lines: ['load "x" #1'], state: 'FAILED', group: 'outer' },
    { key: 'b', lines: ['<b>\nend'], state: 'ODD state', group: 'inner' },
  ],
  edges: [
    { from: 't', to: 'a' },
    { from: 'a', to: 'b', label: 'then|"else"', dashed: true },
    { from: 'a', to: 'nowhere' },
  ],
  groups: [
    { key: 'outer', label: 'for "each"' },
    { key: 'inner', label: 'inner', parent: 'outer' },
    { key: 'empty', label: 'empty' },
  ],
};

describe('a graph as Mermaid text', () => {
  it('has groups within each other, and texts that are only texts', () => {
    expect(drawMermaid(DRAWING, 10_000)).toEqual({
      left: 0,
      text: [
        'flowchart TB',
        'n0(["daily<br>Schedule"])',
        'subgraph g0["for #quot;each#quot;"]',
        ' n1["load #quot;x#quot; #35;1"]:::FAILED',
        ' subgraph g1["inner"]',
        '  n2["#lt;b#gt; end"]:::UNKNOWN',
        ' end',
        'end',
        'n0 --> n1',
        'n1 -.->|"then|#quot;else#quot;"| n2',
        'classDef FAILED fill:#fbd9db,stroke:#cc2029,color:#18181b',
        'classDef UNKNOWN fill:#e6e8ec,stroke:#5a5f6b,color:#18181b',
      ].join('\n'),
    });
  });

  it('leaves out its last nodes where there is no room, with what leads to them', () => {
    const { text, left } = drawMermaid(DRAWING, 60);
    expect({ text, left }).toEqual({ text: 'flowchart TB\nn0(["daily<br>Schedule"])', left: 2 });
    expect(JSON.stringify(text).length).toBeLessThanOrEqual(60);
    expect(drawMermaid({ ...DRAWING, nodes: [], edges: [] }, 100)).toEqual({ text: 'flowchart TB', left: 0 });
  });
});
