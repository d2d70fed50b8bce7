import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { connectHttp, type HttpHost, MODERN, startHttp } from '../../support/host/http.js';
import { Collector } from '../../support/programs/collector.js';
import { temporaryFolder } from '../../support/temporary.js';
import { titleOf } from '../contract/requests/case.js';
import { CASES } from '../contract/requests/cases/index.js';
import { EchoingKestra } from './echo.js';
import { formsOf, toldIn } from './secrets.js';

const HOSTS_PASSWORD = 'hosts/Own+pass"word=9 %Zq';
const ANNS_PASSWORD = 'ann/Q7+x&"w9=Lm 4%Rt';
const BOBS_TOKEN = 'bobs_tok/8Kd+x3==Wq~7';
const ANNS = `ann@example.com:${ANNS_PASSWORD}`;
const ANNS_BASIC = Buffer.from(ANNS).toString('base64');
const OF_CALLERS = [ANNS_PASSWORD, ANNS_BASIC, BOBS_TOKEN];
/** The server treats all results alike, so some of the calls are enough. */
const SOME = CASES.filter(({ tool }, index) => tool !== 'follow_execution_logs' && index % 12 === 0);

describe('what callers send over HTTP', () => {
  // It repeats the credentials of each request, and has no others.
  const kestra = new EchoingKestra([]);
  const collector = new Collector();
  let host: HttpHost;
  const callers: { name: string; client: Client }[] = [];

  beforeAll(async () => {
    await Promise.all([kestra.up(), collector.listen()]);
    const limits = { inFlight: 100, perMinute: 100_000 };
    const config = {
      kestra: {
        baseUrl: kestra.baseUrl,
        tenant: 'main',
        auth: { username: 'host', password: HOSTS_PASSWORD },
      },
      http: { auth: 'kestra', limits },
      tools: { confirm: 'never' },
    };
    host = await startHttp({
      cwd: temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) }),
      env: {
        KESTRA_MCP_LOG_LEVEL: 'debug',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
    });
    for (const [name, authorization, options] of [
      ['ann', `Basic ${ANNS_BASIC}`, undefined],
      ['bob', `Bearer ${BOBS_TOKEN}`, MODERN],
    ] as const) {
      const client = await connectHttp(host.url, {
        headers: { authorization },
        ...(options && { client: options }),
      });
      callers.push({ name, client });
    }
  });
  afterAll(async () => {
    await Promise.all(callers.map(({ client }) => client.close()));
    await host.close();
    await collector.close();
  });

  it.each([
    ['successes', () => kestra.echoes()],
    ['refusals of 1.x', () => kestra.refuses(422, 'envelope')],
    ['refusals of 2.0', () => kestra.refuses(400, 'problem')],
    ['401', () => kestra.refuses(401, 'text')],
  ] as const)('comes back in none of the %s', async (_, set) => {
    set();
    const leaks: string[] = [];
    for (const each of SOME) {
      kestra.when = each.when ?? {};
      await Promise.all(
        callers.map(async ({ name, client }) => {
          const answer = await client
            .callTool({ name: each.tool, arguments: { ...each.args } })
            .catch(String);
          const text = JSON.stringify(answer) + textsOf(answer);
          const told = toldIn(text, [...OF_CALLERS, HOSTS_PASSWORD]);
          leaks.push(...told.map((form) => `${titleOf(each)} for ${name}: ${form}`));
        }),
      );
    }
    expect(leaks).toEqual([]);
    const sent = kestra.asked.map(({ headers }) => String(headers.authorization));
    expect(new Set(sent)).toEqual(new Set([`Basic ${ANNS_BASIC}`, `Bearer ${BOBS_TOKEN}`]));
  });

  it('is in no log, metric, page or trace', async () => {
    const root = new URL('/', host.url).href;
    const pages = await Promise.all(
      ['healthz', 'readyz', 'metrics', 'no'].map((page) => fetch(root + page).then((r) => r.text())),
    );
    expect(pages.join()).toContain('kestra_mcp');
    await collector.span(`tools/call ${SOME.at(-1)?.tool}`);
    const traces = JSON.stringify(collector.received);
    for (const text of [host.stderr(), host.stdout(), pages.join('\n'), traces])
      expect(toldIn(text, [...OF_CALLERS, HOSTS_PASSWORD])).toEqual([]);
  });

  it('stands in no refusal of the host itself', async () => {
    for (const secret of formsOf(BOBS_TOKEN).filter((form) => /^[\x21-\x7e]+$/.test(form))) {
      for (const headers of [
        { authorization: secret },
        { authorization: `Basic ${secret}` },
        { 'X-Kestra-MCP-Tools': secret },
      ]) {
        const answer = await fetch(host.url, {
          method: 'POST',
          headers: headers as Record<string, string>,
          body: '{',
        });
        const told = toldIn((await answer.text()) + JSON.stringify([...answer.headers]), [BOBS_TOKEN]);
        // The names in this header are not secret.
        if (!('X-Kestra-MCP-Tools' in headers)) expect(told).toEqual([]);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }
    }
  });
});

/** All texts without JSON escapes, because nested JSON is escaped twice. */
function textsOf(value: unknown): string {
  if (typeof value === 'string') return `\n${value}`;
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flat().map(textsOf).join('')
    : '';
}
