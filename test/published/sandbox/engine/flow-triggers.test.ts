import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { labFlow, Probe } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const LOG = `tasks:\n  - {id: log, type: ${CORE}.log.Log, message: hello}\n`;
const maker = (id: string) => labFlow(id, `outputs:\n  - {id: out, type: STRING, value: ${id}-made}\n${LOG}`);
const triggered = (rest: string) =>
  labFlow('heir', `triggers:\n  - id: when\n    type: ${CORE}.trigger.Flow\n    ${rest}\n${LOG}`);
const HEIRS = '/executions/search?filters[flowId][EQUALS]=heir';

describe.each([
  ['oss-1.3', 'preconditions: {id: both, flows: [{namespace: lab, flowId: a}, {namespace: lab, flowId: b}]}'],
  ['oss-2.0', 'dependsOn: [{namespace: lab, flowId: a}, {namespace: lab, flowId: b, states: [SUCCESS]}]'],
] as const)('a Flow trigger of %s', (mode, rest) => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode });
  });
  beforeEach(async () => {
    probe.sandbox.reset();
    await probe.flows(maker('a'), maker('b'), triggered(rest));
  });
  afterAll(() => probe.close());

  test('waits for all flows it needs, and tells of the last', async () => {
    await probe.run('a');
    await probe.run('a');
    expect((await probe.object('GET', HEIRS)).total).toBe(0);
    const { id } = await probe.run('b');
    const { results } = await probe.untilTotal(HEIRS, 1);
    const variables = { executionId: id, namespace: 'lab', flowId: 'b', state: 'SUCCESS' };
    expect(results).toMatchObject([{ trigger: { id: 'when', variables } }]);
  });

  test('tells of the outputs, on 2.0 by namespace and flow as well', async () => {
    await probe.run('a');
    await probe.run('b');
    const { results } = await probe.untilTotal(HEIRS, 1);
    const byFlow = { lab: { a: { out: 'a-made' }, b: { out: 'b-made' } } };
    const outputs = mode === 'oss-2.0' ? { out: 'b-made', ...byFlow } : { out: 'b-made' };
    expect(results).toMatchObject([{ trigger: { variables: { outputs } } }]);
  });
});
