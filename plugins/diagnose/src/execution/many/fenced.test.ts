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

const GIVES = `id: gives
namespace: lab
tasks:
  - {id: call, type: ${CORE}.flow.Subflow, namespace: secret.place, flowId: writes, wait: true}
  - {id: own, type: ${CORE}.debug.Return, format: mine}
`;
const WRITES = `id: writes
namespace: secret.place
tasks:
  - {id: write, type: ${CORE}.storage.Write, content: not for these eyes, extension: .txt}
outputs:
  - {id: file, type: FILE, value: "{{ outputs.write.uri }}"}
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
    await probe.flows(CHILD, PARENT, WRITES, GIVES);
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

  it('outputs are listed although one is a file outside, which is not read', async () => {
    const { id } = await probe.run('gives');
    const told = await host.ok('get_execution_output', { execution_id: id });
    const listed = told.outputs as { name: string; type: string; uri?: string; size?: number }[];
    expect(listed).toContainEqual({ name: 'own.value', type: 'text', value: 'mine' });
    const file = listed.find(({ type }) => type === 'file');
    expect(file?.uri).toContain('secret/place');
    expect(file?.size).toBeUndefined();
    const text = await host.failed('get_execution_output', { execution_id: id, name: file?.uri });
    expect(text).not.toContain('not for these eyes');
  });

  it('an execution outside is one that is not there', async () => {
    const { id } = await probe.object('POST', '/executions/secret.place/child?wait=true');
    const text = await host.failed('diagnose_execution', { execution_id: id });
    expect(text).not.toMatch(/hidden|not for these eyes/);
    expect(text).toContain("found nothing in this server's fixed namespaces");
  });
});
