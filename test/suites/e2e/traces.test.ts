import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeKestra } from '../../published/kit/fake-kestra.js';
import { call, type RunningHost, startHost } from '../../support/host/host.js';
import { connectHttp, MODERN, startHttp } from '../../support/host/http.js';
import { lines, opening } from '../../support/host/messages.js';
import { type Finished, runHost } from '../../support/host/raw.js';
import { deadAddress } from '../../support/kestra/fake-kestra.js';
import { Collector } from '../../support/programs/collector.js';
import { temporaryFolder } from '../../support/temporary.js';

const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
/** Marks arguments, credentials and responses, none of which may appear in traces. */
const PLANTED = /planted/i;

const kestra = new FakeKestra({ version: '1.3.0', edition: 'OSS' });
const collector = new Collector();
let host: RunningHost;

const env = () => ({
  KESTRA_BASE_URL: kestra.baseUrl,
  KESTRA_USERNAME: 'planted-user@kestra.io',
  KESTRA_PASSWORD: 'PlantedPassword1',
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=planted-token',
  OTEL_BSP_SCHEDULE_DELAY: '50',
});

beforeAll(async () => {
  await Promise.all([kestra.listen(), collector.listen()]);
  host = await startHost({ env: env() });
});
afterAll(async () => {
  await host.stop();
  await Promise.all([kestra.close(), collector.close()]);
});

const GET_FLOW = { action: 'get_yaml', namespace: 'planted.namespace', flow_id: 'planted-flow' };
const ROUTE = 'GET /flows/{}/{}';

describe('the traces of a host', () => {
  it('go on from that of the client, and on to Kestra', async () => {
    kestra.answers({
      'GET /main/flows/planted.namespace/planted-flow': { json: { source: 'id: planted-flow' } },
    });
    await host.client.callTool({
      name: 'manage_flow',
      arguments: GET_FLOW,
      _meta: { traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: 'vendor=1' },
    });
    const span = await collector.span('tools/call manage_flow');
    expect(span).toMatchObject({
      kind: SERVER,
      traceId: TRACE,
      parentSpanId: PARENT,
      traceState: 'vendor=1',
    });
    expect(span.attributes).toEqual({
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'manage_flow',
    });
    const request = await collector.span(ROUTE);
    expect(request).toMatchObject({ kind: CLIENT, traceId: TRACE, parentSpanId: span.spanId });
    expect(request.attributes).toMatchObject({
      'http.request.method': 'GET',
      'url.template': '/flows/{}/{}',
      'http.response.status_code': 200,
      'server.address': '127.0.0.1',
    });
    expect(kestra.asked[0]?.headers).toMatchObject({
      traceparent: `00-${TRACE}-${request.spanId}-01`,
      tracestate: 'vendor=1',
    });
  });

  it('say what failed by its kind, never by its text', async () => {
    kestra.answers({
      'GET /main/flows/planted.namespace/planted-flow': { status: 403, json: { message: 'planted text' } },
    });
    collector.received.length = 0;
    expect((await call(host.client, 'manage_flow', GET_FLOW)).isError).toBe(true);
    const span = await collector.span('tools/call manage_flow');
    expect(span.status).toEqual({ code: ERROR });
    expect(span.attributes).toMatchObject({
      'error.type': 'tool_error',
      'kestra_mcp.error.code': 'KMCP_FORBIDDEN',
    });
    const request = await collector.span(ROUTE);
    expect(request.attributes).toMatchObject({ 'error.type': '403', 'http.response.status_code': 403 });
  });

  it('name no tool that there is not, and take no context that is none', async () => {
    const meta = { traceparent: 'planted', tracestate: 'planted' };
    const made = host.client.callTool({ name: 'planted_tool', arguments: {}, _meta: meta });
    await expect(made).rejects.toThrow('There is no tool');
    const span = await collector.span('tools/call');
    expect(span.attributes).toMatchObject({ 'error.type': '-32602', 'mcp.method.name': 'tools/call' });
    expect(span.parentSpanId ?? '').toBe('');
  });

  it('hold nothing of what was planted, and go where the variables say', async () => {
    expect(collector.received.length).toBeGreaterThan(0);
    for (const { path, headers, body } of collector.received) {
      expect(path).toBe('/v1/traces');
      expect(headers.authorization).toBe('planted-token');
      expect(body).not.toMatch(PLANTED);
      expect(body).toContain('"kestra-mcp"');
    }
  });
});

/** A server that handles one request and ends. */
async function oneRequest(more: Record<string, string>): Promise<Finished> {
  return runHost({ env: { ...env(), ...more }, input: lines(opening()) });
}

it('a host over HTTP traces each request of each client, and sends the rest when it ends', async () => {
  collector.received.length = 0;
  kestra.answers({
    'GET /main/flows/planted.namespace/planted-flow': { json: { source: 'id: planted-flow' } },
  });
  const over = await startHttp({ env: { ...env(), OTEL_BSP_SCHEDULE_DELAY: '600000' } });
  const client = await connectHttp(over.url, { client: MODERN });
  const _meta = { traceparent: `00-${TRACE}-${PARENT}-01` };
  await client.callTool({ name: 'manage_flow', arguments: GET_FLOW, _meta });
  await client.close();
  await over.close();
  const span = await collector.span('tools/call manage_flow');
  expect(span).toMatchObject({ kind: SERVER, traceId: TRACE, parentSpanId: PARENT });
  expect(await collector.span(ROUTE)).toMatchObject({ traceId: TRACE, parentSpanId: span.spanId });
});

describe('a host that ends', () => {
  it('has sent what was left, in protobuf where nothing else is said', async () => {
    collector.received.length = 0;
    const ended = await oneRequest({ OTEL_EXPORTER_OTLP_PROTOCOL: '', OTEL_BSP_SCHEDULE_DELAY: '600000' });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const [first, ...more] = collector.received;
    expect(more).toEqual([]);
    expect(first?.headers['content-type']).toBe('application/x-protobuf');
    expect(first?.body).toContain('initialize');
  });

  it('does not wait for a collector that is not there', async () => {
    const { code, stderr } = await oneRequest({ OTEL_EXPORTER_OTLP_ENDPOINT: await deadAddress() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    ['grpc', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }],
    ['console', { OTEL_TRACES_EXPORTER: 'console' }],
  ])('has said that it cannot send traces so: %s', async (name, more) => {
    const { stderr } = await oneRequest(more);
    expect(stderr).toContain('No traces are sent.');
    expect(stderr).toContain(name);
  });
});

it('the .env of a folder switches no traces on, trusted or not', async () => {
  const cwd = temporaryFolder({ '.env': `OTEL_EXPORTER_OTLP_ENDPOINT=${collector.url}\n` });
  collector.received.length = 0;
  const ended = await runHost({ cwd, env: { KESTRA_BASE_URL: kestra.baseUrl }, input: lines(opening()) });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(collector.received).toEqual([]);
});
