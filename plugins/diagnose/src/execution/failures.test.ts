import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestHost, testHost } from '@kestra-mcp/testing';
import { Probe } from '../../../../test/published/sandbox/testing/probe.js';
import { FAILURES } from '../../../../test/support/diagnosis/failures.js';
import { executionOf } from '../../../../test/support/diagnosis/run.js';
import plugin from '../index.js';

interface Told {
  cause: string;
  state: string;
  next?: { tool: string }[];
  left_out?: string[];
}

describe.each([
  ['oss-1.3', 1],
  ['oss-2.0', 2],
] as const)('%s', (mode, major) => {
  let probe: Probe;
  let host: TestHost;

  beforeAll(async () => {
    probe = await Probe.start({ mode, secrets: ['KNOWN'] });
    host = await testHost({ plugins: [plugin], kestra: { baseUrl: probe.sandbox.baseUrl } });
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const cases = Object.entries(FAILURES).filter(([, { only = major }]) => only === major);

  it.each(cases)('%s', async (_, failure) => {
    const id = await executionOf(probe, failure, major);
    const before = probe.sandbox.requests.length;
    const result = await host.call('diagnose_execution', { execution_id: id });
    const requests = probe.sandbox.requests.length - before;
    const [{ text }] = result.content as [{ text: string }];
    const told = result.structuredContent as unknown as Told;
    if (process.env.SHOW) process.stderr.write(`${requests} ${text}\n\n`);
    expect(text.startsWith('{"cause":')).toBe(true);
    for (const name of [failure.state, ...failure.names]) expect(told.cause).toContain(name);
    expect(told.cause).not.toMatch(/[\r\n]/);
    expect(told.state).toBe(failure.state);
    expect((told.next ?? []).map(({ tool }) => tool)).toEqual(
      expect.arrayContaining([...(failure.next ?? [])]),
    );
    expect(told.left_out).toBeUndefined();
    expect(requests).toBeLessThanOrEqual(12);
    expect(text.length).toBeLessThanOrEqual(12_000);
    expect(text).not.toMatch(/\bat io\.kestra\./);
  });
});
