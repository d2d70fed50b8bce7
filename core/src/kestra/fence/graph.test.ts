import { expect, it } from '@jest/globals';
import { Fence } from './fence.js';
import { graphWithin } from './graph.js';

const graph = {
  nodes: [
    { uid: 'main_company_a', namespace: 'company', id: 'a' },
    { uid: 'company.team_b', namespace: 'company.team', id: 'b' },
    { uid: 'main_other_x', namespace: 'other', id: 'x' },
    { uid: 'nowhere' },
  ],
  edges: [
    { source: 'main_company_a', target: 'main_company.team_b', relation: 'FLOW_TASK' },
    { source: 'company_a', target: 'company.team_b', relation: 'FLOW_TRIGGER' },
    { source: 'main_company_a', target: 'main_other_x', relation: 'FLOW_TASK' },
    { source: 'other_x', target: 'company.team_b', relation: 'FLOW_TRIGGER' },
    { source: 'main_other_company_a', target: 'company.team_b', relation: 'FLOW_TRIGGER' },
    { source: 'main_unlisted_y', target: 'main_company_a', relation: 'FLOW_TASK' },
  ],
};

it('a graph loses the flows outside with their edges, by whichever name an edge calls them', () => {
  expect(graphWithin(new Fence(['company']), 'main', graph)).toEqual({
    nodes: graph.nodes.slice(0, 2),
    edges: graph.edges.slice(0, 2),
  });
});

it('a graph without a fence is what Kestra gave', () => {
  expect(graphWithin(undefined, 'main', graph)).toBe(graph);
});

it('no graph is an empty one', () => {
  expect(graphWithin(new Fence(['a']), 'main', {})).toEqual({ nodes: [], edges: [] });
});
