import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestHost, testHost } from '@kestra-mcp/testing';
import { Probe } from '../../../../../test/published/sandbox/testing/probe.js';
import plugin from '../../index.js';

const CORE = 'io.kestra.plugin.core';
const PARENT = `id: parent
namespace: lab
tasks:
  - {id: call, type: ${CORE}.flow.Subflow, namespace: secret.place, flowId: child, wait: true}
`;
const CHILD = `id: child
namespace: secret.place
tasks:
  - {id: hidden, type: ${CORE}.execution.Fail, errorMessage: not for these eyes}
`;

describe.each(['oss-1.3', 'oss-2.0'] as const)('with fixed namespaces, on %s', (mode) => {
  let probe: Probe;
  let host: TestHost;

  beforeAll(async () => {
    probe = await Probe.start({ mode });
    host = await testHost({
      plugins: [plugin],
      kestra: { baseUrl: probe.sandbox.baseUrl },
      tools: { readOnly: true, fixed: { namespaces: ['lab'] } },
    });
    await probe.flows(CHILD, PARENT);
  });
  afterAll(() => probe.close());

  it('a subflow outside is not told of, nor what it wrote', async () => {
    const { id } = await probe.run('parent');
    const before = probe.sandbox.requests.length;
    const answer = await host.ok('diagnose_execution', { execution_id: id });
    expect(probe.sandbox.requests.length - before).toBeLessThanOrEqual(12);
    expect(answer.cause).toContain('call');
    expect(JSON.stringify(answer)).not.toMatch(/hidden|not for these eyes/);
    // A read-only server restarts nothing, and the tools of logs are not here.
    expect(answer).not.toHaveProperty('next');
  });

  it('an execution outside is one that is not there', async () => {
    const { id } = await probe.object('POST', '/executions/secret.place/child?wait=true');
    const text = await host.failed('diagnose_execution', { execution_id: id });
    expect(text).not.toMatch(/hidden|not for these eyes/);
    expect(text).toContain('found nothing within the namespaces');
  });
});
