import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestHost, testHost } from '@kestra-mcp/testing';
import { Probe } from '../../../../../test/published/sandbox/testing/probe.js';
import { everyPlugin } from '../../../../../test/suites/contract/requests/plugins.js';
import { BELOW } from '../../../../../test/support/diagnosis/below.js';
import { FAILING } from '../../../../../test/support/diagnosis/failing.js';
import { OTHERS } from '../../../../../test/support/diagnosis/others.js';
import { executionOf } from '../../../../../test/support/diagnosis/run.js';

interface Told {
  cause: string;
  state: string;
  next?: { tool: string; arguments: object }[];
  left_out?: string[];
}

describe.each([
  ['oss-1.3', 1],
  ['oss-2.0', 2],
] as const)('%s', (mode, major) => {
  let probe: Probe;
  let host: TestHost;
  let tools: Map<string, { properties?: object; required?: string[] }>;

  beforeAll(async () => {
    probe = await Probe.start({ mode, secrets: ['KNOWN'] });
    host = await testHost({
      plugins: (await everyPlugin()) as never,
      kestra: { baseUrl: probe.sandbox.baseUrl },
    });
  });
  beforeAll(async () => {
    tools = new Map((await host.list()).map(({ name, inputSchema }) => [name, inputSchema as object]));
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const cases = Object.entries({ ...FAILING, ...BELOW, ...OTHERS });

  it.each(cases)('%s', async (_, failure) => {
    const id = await executionOf(probe, failure, major);
    const before = probe.sandbox.requests.length;
    const result = await host.call('diagnose_execution', { execution_id: id });
    const requests = probe.sandbox.requests.length - before;
    const text = result.content.map((each) => (each.type === 'text' ? each.text : '')).join('');
    const told = result.structuredContent as unknown as Told;
    if (process.env.SHOW) process.stderr.write(`${requests} ${text}\n\n`);
    expect(text.startsWith('{"cause":')).toBe(true);
    for (const name of [failure.state, ...failure.names]) expect(told.cause).toContain(name);
    for (const said of failure.says ?? []) expect(text).toContain(said);
    expect(told.cause).not.toMatch(/[\r\n]/);
    expect(told.state).toBe(failure.state);
    expect((told.next ?? []).map(({ tool }) => tool)).toEqual(
      expect.arrayContaining([...(failure.next ?? [])]),
    );
    for (const { tool, arguments: given } of told.next ?? []) {
      const { properties = {}, required = [] } = tools.get(tool) ?? {};
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(given)));
      expect(Object.keys(given)).toEqual(expect.arrayContaining(required));
    }
    if (failure.runsAgain === true) expect(JSON.stringify(told.next)).toContain(`"ids":["${id}"]`);
    expect(told.left_out).toBeUndefined();
    expect(requests).toBeLessThanOrEqual(12);
    expect(text.length).toBeLessThanOrEqual(12_000);
    expect(text).not.toMatch(/\bat io\.kestra\./);
  });
});
