import { describe, expect, test } from '@jest/globals';
import { ManualClock } from '../clock.js';
import { FlowStore } from '../store/flows.js';
import { Timeline } from '../time.js';
import { flowDependencies, namespaceDependencies } from './dependencies.js';
import { readFlow } from './read.js';
import { RULES_1_3, RULES_2_0 } from './rules.js';

const CORE = 'io.kestra.plugin.core';
const LOG = `tasks:\n  - {id: log, type: ${CORE}.log.Log, message: x}\n`;

/** The edges as `source -> target`. */
function edges(graph: object): string[] {
  const list = 'edges' in graph && Array.isArray(graph.edges) ? graph.edges : [];
  return list
    .map(({ source, target, relation }) => `${source} ${relation} ${target}`.replaceAll('main_', ''))
    .sort();
}

// One store with what each version alone has.
const rulesFor = (source: string) => (source.includes('dependsOn') ? RULES_2_0 : RULES_1_3);

function store(...sources: string[]): FlowStore {
  const flows = new FlowStore(new Timeline(new ManualClock()));
  for (const source of sources) flows.save(readFlow(source, rulesFor(source)));
  return flows;
}

const flow = (namespace: string, id: string, rest = LOG) => `id: ${id}\nnamespace: ${namespace}\n${rest}`;
const subflow = (namespace: string, id: string) =>
  `tasks:
  - id: both
    type: ${CORE}.flow.Parallel
    tasks:
      - {id: sub, type: ${CORE}.flow.Subflow, namespace: ${namespace}, flowId: ${id}}
`;
const after = (condition: string) =>
  `triggers:\n  - id: t\n    type: ${CORE}.trigger.Flow\n    ${condition}\n${LOG}`;

const FLOWS = store(
  flow('a', 'start', subflow('a.b', 'nested')),
  flow('a.b', 'nested'),
  flow('a', 'next', after('preconditions: {id: p, flows: [{namespace: a.b, flowId: nested}]}')),
  flow(
    'a',
    'old',
    after(`conditions: [{type: ${CORE}.condition.ExecutionFlowCondition, namespace: a, flowId: next}]`),
  ),
  flow('a', 'new', after('dependsOn: [{namespace: a, flowId: next}]')),
  flow('a', 'alone'),
  flow('c', 'other', subflow('a', 'start')),
);

const NESTED = ['a.b_nested FLOW_TRIGGER a_next', 'a_start FLOW_TASK a.b_nested'];
const AFTER_NEXT = ['a_next FLOW_TRIGGER a_new', 'a_next FLOW_TRIGGER a_old'];

describe('dependencies', () => {
  const of = (namespace: string, id: string, options = {}) => {
    const found = FLOWS.find(namespace, id);
    if (!found) throw new Error(`No flow ${id}`);
    return flowDependencies(FLOWS, found, { destinationOnly: false, expandAll: false, ...options });
  };

  test('of a flow are what it starts and what starts it', () => {
    expect(edges(of('a.b', 'nested'))).toEqual(NESTED);
    expect(edges(of('a.b', 'nested', { destinationOnly: true }))).toEqual([NESTED[1]]);
    expect(edges(of('a', 'alone'))).toEqual([]);
  });

  test('of a flow can be expanded all the way', () => {
    expect(edges(of('a', 'old', { expandAll: true }))).toEqual(
      [...NESTED, ...AFTER_NEXT, 'c_other FLOW_TASK a_start'].sort(),
    );
  });

  test('of a namespace start there or below, and flows without any stand alone', () => {
    const graph = namespaceDependencies(FLOWS, 'a');
    expect(edges(graph)).toEqual([...NESTED, ...AFTER_NEXT].sort());
    expect(graph).toMatchObject({
      nodes: expect.arrayContaining([{ uid: 'a_alone', namespace: 'a', id: 'alone' }]),
    });
  });

  test('a trigger without conditions depends on every other flow', () => {
    const flows = store(flow('a', 'one'), flow('b', 'two'), flow('a', 'all', after('states: [FAILED]')));
    expect(edges(namespaceDependencies(flows, 'b'))).toEqual(['b_two FLOW_TRIGGER a_all']);
  });
});
