import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { hostWith } from '../../../test/support/host/host-with.js';
import { Wire } from '../../../test/support/host/wire.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../kestra/client.js';
import { Tool, ToolGroup } from '../plugin/author/decorators.js';
import { definePlugin } from '../plugin/author/define.js';
import { createServer } from '../server/mcp-server.js';
import { boundedNames } from './bounded.js';
import { type Metrics, startMetrics } from './metrics.js';
import { knownTo } from './start-traces.js';

@ToolGroup({ name: 'reading', title: 'Reading' })
class Reading {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'read_flow',
    description: 'D.',
    effect: 'read',
    input: z.strictObject({}),
    output: z.looseObject({}),
  })
  async readFlow() {
    await this.kestra.flows.get('planted.namespace', 'planted-flow');
    return {};
  }
}

const FLOW = 'GET /main/flows/planted.namespace/planted-flow';

const kestra = useKestra();
let metrics: Metrics;
let wire: Wire;
let id = 0;

beforeAll(async () => {
  const host = await hostWith(kestra, { kestra: kestra.settings('1.3.0') }, [
    definePlugin({ id: 'reading', groups: [Reading] }),
  ]);
  const fixed = { version: '1.2.3', tools: () => 7, sessions: () => 2, connections: () => 3 };
  metrics = startMetrics({ ...fixed, isKnown: knownTo(host) });
  wire = new Wire();
  await createServer(host).connect(wire);
  const clientInfo = { name: 'test', version: '1' };
  await wire.ask(++id, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
});
afterAll(() => metrics.stop());

const call = (name: string, args: object = {}) => wire.ask(++id, 'tools/call', { name, arguments: args });

/** The lines of metrics that have this in their names, without how long things took. */
async function lines(name: string): Promise<string[]> {
  const all = (await metrics.text()).split('\n');
  return all.filter((line) => line.startsWith(name) && !/_(?:sum|bucket)\b/.test(line));
}

describe('the metrics', () => {
  it('count calls by tool and outcome, and requests to Kestra by route and status', async () => {
    kestra.answers({ [FLOW]: { json: { id: 'planted-flow' } } });
    await call('read_flow');
    kestra.answers({ [FLOW]: { status: 403, json: { message: 'no' } } });
    await call('read_flow');
    expect(await lines('kestra_mcp_calls_total')).toEqual([
      'kestra_mcp_calls_total{tool="read_flow",outcome="ok"} 1',
      'kestra_mcp_calls_total{tool="read_flow",outcome="error"} 1',
    ]);
    expect(await lines('kestra_mcp_kestra_requests_total')).toEqual([
      'kestra_mcp_kestra_requests_total{method="GET",route="flows/{}/{}",status="200"} 1',
      'kestra_mcp_kestra_requests_total{method="GET",route="flows/{}/{}",status="403"} 1',
    ]);
    expect(await lines('kestra_mcp_failures_total')).toEqual([
      'kestra_mcp_failures_total{code="KMCP_FORBIDDEN"} 1',
    ]);
    expect(await lines('kestra_mcp_call_duration_seconds')).toEqual([
      'kestra_mcp_call_duration_seconds_count{tool="read_flow"} 2',
    ]);
    expect(await lines('kestra_mcp_kestra_request_duration')).toEqual([
      'kestra_mcp_kestra_request_duration_seconds_count{method="GET",route="flows/{}/{}"} 2',
    ]);
  });

  it('know no name that a client has made up', async () => {
    for (const name of ['made_up', 'invented"} 1\nevil', '__proto__']) await call(name);
    const text = await metrics.text();
    expect(text).toContain('kestra_mcp_calls_total{tool="unknown",outcome="error"} 3');
    expect(text).not.toMatch(/made_up|invented|evil|__proto__|planted/);
  });

  it('show what is in flight, which an answer ends', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      kestra.answers({
        [FLOW]: () => {
          resolve();
          return new Promise((done) => {
            answer = () => done({ json: {} });
          });
        },
      });
    });
    const called = call('read_flow');
    await asked;
    expect(await lines('kestra_mcp_calls_in_flight')).toEqual(['kestra_mcp_calls_in_flight 1']);
    answer();
    await called;
    expect(await lines('kestra_mcp_calls_in_flight')).toEqual(['kestra_mcp_calls_in_flight 0']);
  });

  it('say what the host is like now, and the process', async () => {
    const text = await metrics.text();
    for (const line of ['info{version="1.2.3"} 1', 'tools 7', 'sessions 2', 'connections 3'])
      expect(text).toContain(`\nkestra_mcp_${line}\n`);
    expect(text).toMatch(/\nprocess_resident_memory_bytes \d+\n/);
    expect(metrics.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  });
});

it('names are counted up to a number of them', () => {
  const bounded = boundedNames(2);
  expect(['a', 'b', 'c', 'a'].map(bounded)).toEqual(['a', 'b', 'other', 'a']);
});
