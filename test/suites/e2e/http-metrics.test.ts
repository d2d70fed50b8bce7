import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeKestra } from '../../published/kit/fake-kestra.js';
import { call, ok } from '../../support/host/host.js';
import { connectHttp, type HttpHost, MODERN, startHttp } from '../../support/host/http.js';
import { until } from '../../support/until.js';

const kestra = new FakeKestra({ version: '1.3.0', edition: 'OSS' });
let host: HttpHost;

const env = () => ({
  KESTRA_BASE_URL: kestra.baseUrl,
  KESTRA_USERNAME: 'planted-user@kestra.io',
  KESTRA_PASSWORD: 'PlantedPassword1',
});

beforeAll(async () => {
  await kestra.listen();
  host = await startHttp({ env: env() });
});
afterAll(() => kestra.close());

const GET_FLOW = { action: 'get_yaml', namespace: 'planted.namespace', flow_id: 'planted-flow' };
const FLOW = 'GET /main/flows/planted.namespace/planted-flow';

const metrics = async () => (await fetch(new URL('/metrics', host.url))).text();

/** The value of a metric with these labels. */
async function counted(line: string): Promise<number> {
  const [, value = '0'] =
    (await metrics())
      .split('\n')
      .find((each) => each.startsWith(line))
      ?.split('} ') ?? [];
  return Number(value);
}

describe('/metrics', () => {
  it.each([
    ['2025-11-25', {}],
    ['2026-07-28', MODERN],
  ])('counts what a client of %s asks for, and what Kestra is asked for', async (_, options) => {
    const client = await connectHttp(host.url, { client: options });
    const before = await counted('kestra_mcp_calls_total{tool="manage_flow",outcome="ok"}');
    kestra.answers({ [FLOW]: { json: { source: 'id: planted-flow' } } });
    await ok(client, 'manage_flow', GET_FLOW);
    kestra.answers({ [FLOW]: { status: 403, json: { message: 'planted text' } } });
    expect((await call(client, 'manage_flow', GET_FLOW)).isError).toBe(true);
    await expect(client.callTool({ name: 'planted_tool', arguments: {} })).rejects.toThrow('no tool');
    expect(await counted('kestra_mcp_calls_total{tool="manage_flow",outcome="ok"}')).toBe(before + 1);
    const text = await metrics();
    expect(text).toMatch(
      /kestra_mcp_kestra_requests_total\{method="GET",route="flows\/\{\}\/\{\}",status="403"\} \d/,
    );
    expect(text).toMatch(/kestra_mcp_calls_total\{tool="unknown",outcome="error"\} \d/);
    expect(text).toMatch(/kestra_mcp_failures_total\{code="KMCP_FORBIDDEN"\} \d/);
    expect(text).toMatch(/kestra_mcp_http_responses_total\{status="200"\} \d/);
    expect(text).not.toMatch(/planted/i);
  });

  it('knows the sessions, the connections and the process', async () => {
    const client = await connectHttp(host.url);
    const text = await metrics();
    for (const name of ['kestra_mcp_sessions', 'kestra_mcp_connections', 'kestra_mcp_tools'])
      expect(Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1])).toBeGreaterThan(0);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^kestra_mcp_calls_in_flight 0$/m);
    await client.close();
  });

  it('is what Prometheus takes, and read only', async () => {
    const answer = await fetch(new URL('/metrics', host.url));
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect((await fetch(new URL('/metrics', host.url), { method: 'POST' })).status).toBe(405);
  });
});

/** An address of this machine other than loopback. Some test machines have none. */
const [outside] = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .filter(({ family, internal }) => family === 'IPv4' && !internal);

(outside ? it : it.skip)(
  '/metrics is not for others without credentials, whatever they say of themselves',
  async () => {
    const address = outside?.address ?? '';
    const open = await startHttp({ http: '0.0.0.0:0', args: ['--insecure'], env: env() });
    const port = new URL(open.url).port;
    const headers = { host: `127.0.0.1:${port}`, 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' };
    const answer = await until(() => fetch(`http://${address}:${port}/metrics`, { headers }));
    expect([401, 403, 421]).toContain(answer.status);
    expect(await answer.text()).not.toContain('kestra_mcp_');
    await open.close();
  },
);
