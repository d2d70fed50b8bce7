import { describe, expect, it } from '@jest/globals';
import { recordedJson } from '../../../test/support/kestra/recordings.js';
import type { DependencyGraph } from '../kestra/types.js';
import { drawDependencies } from './dependency-graph.js';

const LEGEND = `
Legend:
  ────▶ FLOW_TRIGGER  (flow-trigger-based dependency)
  ====▶ FLOW_TASK     (subflow-task-based dependency)

Flows listed without arrows have no dependencies within this namespace.`;

/** `a>b` is a trigger edge, `a=b` a task edge, `a` a flow alone. */
function graph(...items: string[]): DependencyGraph {
  const ids = new Set(items.flatMap((item) => item.split(/[>=]/)));
  return {
    nodes: [...ids].map((id) => ({ uid: `ns_${id}`, namespace: 'ns', id })),
    edges: items
      .filter((item) => /[>=]/.test(item))
      .map((item) => {
        const [source, target] = item.split(/[>=]/).map((id) => `ns_${id}`);
        const relation = item.includes('>') ? 'FLOW_TRIGGER' : 'FLOW_TASK';
        return { source: source ?? '', target: target ?? '', relation };
      }),
  };
}

const draw = (given: DependencyGraph) => drawDependencies(given, 'this namespace').replace(`\n${LEGEND}`, '');

describe('drawDependencies', () => {
  it('draws the reference graph, in the order of the rule', () => {
    const company = graph(
      ...['flow5>flow6', 'flow3c=flow3', 'flow2>flow3c', 'flow2>flow3b', 'flow1>flow2', 'flow3c>flow4'],
      ...[
        'flow2>flow3a',
        'flow3b>flow4',
        'flow3a>flow4',
        'scheduled_flow',
        'hello',
        'flow4>flow5',
        'goodbye',
      ],
    );
    expect(drawDependencies(company, 'this namespace')).toBe(`flow1 ────▶ flow2
            flow2 ────▶ flow3a
                        flow3a ────▶ flow4
                                     flow4 ────▶ flow5
                                                 flow5 ────▶ flow6
                                                             flow6
            flow2 ────▶ flow3b
                        flow3b ────▶ flow4
            flow2 ────▶ flow3c
                        flow3c ────▶ flow4
                        flow3c ====▶ flow3
                                     flow3
goodbye
hello
scheduled_flow
${LEGEND}`);
  });

  it.each<[string, string[], string]>([
    ['nothing', [], '(no flows)'],
    ['flows alone', ['b', 'a'], 'a\nb'],
    [
      'a cycle at its first flow',
      ['c>a', 'a>b', 'b>c'],
      'a ────▶ b\n        b ────▶ c\n                c ────▶ a',
    ],
    ['a self loop', ['a>a'], 'a ────▶ a'],
    [
      'a cycle behind a root',
      ['z>b', 'b>a', 'a>b'],
      'z ────▶ b\n        b ────▶ a\n                a ────▶ b',
    ],
    [
      'two cycles',
      ['a>b', 'b>a', 'd=c', 'c=d'],
      'a ────▶ b\n        b ────▶ a\nc ====▶ d\n        d ====▶ c',
    ],
    ['triggers before tasks', ['a=b', 'a>c'], 'a ────▶ c\n        c\na ====▶ b\n        b'],
    ['both kinds between two flows', ['a=b', 'a>b'], 'a ────▶ b\n        b\na ====▶ b'],
    ['an edge that comes twice once', ['a>b', 'a>b'], 'a ────▶ b\n        b'],
    [
      'a diamond: expanded where first met',
      ['a>c', 'a>b', 'b>d', 'c>d', 'd>e'],
      'a ────▶ b\n        b ────▶ d\n                d ────▶ e\n                        e\na ────▶ c\n        c ────▶ d',
    ],
    [
      'a flow between two cycles from the first of them only',
      ['b>a', 'a>b', 'b>m', 'm>x', 'x>y', 'y>x'],
      'a ────▶ b\n        b ────▶ a\n        b ────▶ m\n                m ────▶ x\n' +
        '                        x ────▶ y\n                                y ────▶ x',
    ],
  ])('draws %s', (_, items, text) => {
    expect(draw(graph(...items))).toBe(text);
  });

  it('takes a flow named with and without its tenant for one', () => {
    const nodes = [
      { uid: 'ns_a', namespace: 'ns', id: 'a' },
      { uid: 'main_ns_a', namespace: 'ns', id: 'a' },
      { uid: 'ns_b', namespace: 'ns', id: 'b' },
    ];
    const edges = [{ source: 'main_ns_a', target: 'main_ns_b', relation: 'FLOW_TRIGGER' }];
    expect(draw({ nodes, edges })).toBe('a ────▶ b\n        b');
  });

  it('does not take a flow for another whose name ends alike', () => {
    const nodes = [
      { uid: 'ns_a', namespace: 'ns', id: 'a' },
      { uid: 'ns_x_a', namespace: 'ns', id: 'x_a' },
    ];
    const edges = [{ source: 'main_ns_x_a', target: 'main_ns_a', relation: 'FLOW_TASK' }];
    expect(draw({ nodes, edges })).toBe('x_a ====▶ a\n          a');
  });

  it('keeps flows of one name in two namespaces apart', () => {
    const nodes = [
      { uid: 'm_x_f', namespace: 'x', id: 'f' },
      { uid: 'm_y_f', namespace: 'y', id: 'f' },
    ];
    expect(draw({ nodes, edges: [{ source: 'm_y_f', target: 'm_x_f', relation: 'FLOW_TASK' }] })).toBe(
      'f ====▶ f\n        f',
    );
  });

  it('draws what Kestra 1.3 answered', () => {
    expect(draw(recordedJson('namespace dependencies'))).toBe(
      'json\nparent ────▶ listener\n             listener\nparent ====▶ hello\n             hello',
    );
  });

  it('draws a chain of thousands of flows, going on from the left where it is too deep', () => {
    const nodes = Array.from({ length: 9_000 }, (_, n) => ({ uid: `n${n}`, namespace: 'ns', id: `n${n}` }));
    const edges = nodes
      .slice(1)
      .map(({ uid }, n) => ({ source: `n${n}`, target: uid, relation: 'FLOW_TASK' }));
    const lines = draw({ nodes, edges }).split('\n');
    const told = lines.filter((line) => line.includes('====▶'));
    expect(told.map((line) => line.trim())).toEqual(
      edges.map(({ source, target }) => `${source} ====▶ ${target}`),
    );
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(2_100);
    expect(told.filter((line) => line.startsWith('n')).length).toBeGreaterThan(10);
  });
});
