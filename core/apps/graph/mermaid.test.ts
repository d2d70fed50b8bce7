import { expect, it } from '@jest/globals';
import { drawMermaid } from '../../src/response/mermaid.js';
import { readMermaid } from './mermaid.js';

const nodes = [
  { key: 'a', lines: ['load "x"', '#quot; & <br>'], state: 'FAILED', group: 'outer' },
  { key: 'b', lines: ['daily'], isTrigger: true },
  { key: 'c', lines: ['in"]:::SUCCESS'], group: 'inner' },
];
const groups = [
  { key: 'outer', label: 'for "each"' },
  { key: 'inner', label: 'end', parent: 'outer' },
];
const edges = [
  { from: 'b', to: 'a' },
  { from: 'a', to: 'c', label: 'then|"else"', dashed: true },
];

it('reads what the tools draw', () => {
  const { text } = drawMermaid({ direction: 'LR', nodes, edges, groups }, 10_000);
  expect(readMermaid(text)).toEqual({
    direction: 'LR',
    nodes: [
      { id: 'n0', lines: ['load "x"', '#quot; & <br>'], isTrigger: false, state: 'FAILED', group: 'g0' },
      { id: 'n1', lines: ['daily'], isTrigger: true },
      { id: 'n2', lines: ['in"]:::SUCCESS'], isTrigger: false, group: 'g1' },
    ],
    edges: [
      { from: 'n1', to: 'n0', dashed: false },
      { from: 'n0', to: 'n2', label: 'then|"else"', dashed: true },
    ],
    groups: [
      { id: 'g0', label: 'for "each"' },
      { id: 'g1', label: 'end', parent: 'g0' },
    ],
  });
});

it('reads no other text', () => {
  for (const text of [undefined, 5, '', 'sequenceDiagram', 'flowchart RL\nn0["a"]'])
    expect(readMermaid(text)).toBeUndefined();
  expect(readMermaid('flowchart TB\nclick n0 href "https://x"\nn0 --> n1')).toEqual({
    ...{ direction: 'TB', nodes: [], edges: [], groups: [] },
  });
});
