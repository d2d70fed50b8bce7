import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FaultyKestra } from '../../../support/faults/faulty-kestra.js';
import { type HttpHost, startHttp } from '../../../support/host/http.js';
import { temporaryFolder } from '../../../support/temporary.js';
import { usualAnswers } from '../../faults/usual.js';
import { hostileText, hostileValue, members } from '../hostile-texts.js';

const RUNS = 3_000;
/** A stream is also a valid response, and does not end. */
const LONGEST = 1_500;

const HEADERS = [
  ...['Host', 'Origin', 'Accept', 'Content-Type', 'Content-Length', 'Transfer-Encoding', 'Authorization'],
  ...[
    'Mcp-Session-Id',
    'Mcp-Protocol-Version',
    'Mcp-Method',
    'Mcp-Name',
    'X-Kestra-MCP-Tools',
    'X-Kestra-Tenant',
  ],
  ...['Last-Event-Id', 'Traceparent', 'Forwarded', 'X-Forwarded-Host', 'Connection', 'Upgrade', 'Expect'],
];
const METHODS = [
  ...[
    'initialize',
    'ping',
    'tools/list',
    'tools/call',
    'prompts/get',
    'resources/read',
    'completion/complete',
  ],
  ...[
    'server/discover',
    'tasks/get',
    'logging/setLevel',
    'notifications/cancelled',
    'notifications/initialized',
  ],
];
const orHostile = (...known: string[]) =>
  fc.oneof({ weight: 14, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: hostileText });

const message = fc.record({
  jsonrpc: orHostile('2.0'),
  id: fc.oneof({ weight: 12, arbitrary: fc.nat() }, { weight: 1, arbitrary: hostileValue }),
  method: orHostile(...METHODS),
  params: fc.oneof(
    fc.record({ name: orHostile('list_namespaces', 'search_flows'), arguments: members(hostileValue) }),
    members(hostileValue),
    hostileValue,
  ),
});
const body = fc.oneof(
  { weight: 5, arbitrary: message.map((each) => JSON.stringify(each)) },
  { weight: 1, arbitrary: fc.array(message, { maxLength: 3 }).map((each) => JSON.stringify(each)) },
  { weight: 1, arbitrary: hostileText },
);
const path = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('/mcp', '/mcp', '/mcp/readonly', '/mcp/g/flow,kv', '/mcp/g/namespace'),
  },
  { weight: 1, arbitrary: fc.constantFrom('/healthz', '/readyz', '/metrics') },
  { weight: 1, arbitrary: hostileText.map((text) => `/mcp/g/${text}`) },
  { weight: 1, arbitrary: hostileText.map((text) => `/mcp${text}`) },
  { weight: 1, arbitrary: hostileText },
);
const none = fc.constant<[string, string][]>([]);
const headers = fc.oneof(
  { weight: 2, arbitrary: none },
  {
    weight: 1,
    arbitrary: fc.array(fc.tuple(orHostile(...HEADERS), hostileText), { minLength: 1, maxLength: 3 }),
  },
);
/** Sent as bytes, because an HTTP client would refuse to send some of these. */
const sent = fc
  .record({
    method: orHostile('POST', 'POST', 'GET', 'DELETE', 'OPTIONS', 'PUT', 'HEAD'),
    path,
    headers,
    body,
  })
  .map(({ method, path, headers, body }) => {
    const usual = `Host: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nConnection: close\r\n`;
    const more = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return `${method} ${path} HTTP/1.1\r\n${more}${usual}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  });

describe('generated requests over HTTP', () => {
  const kestra = new FaultyKestra(usualAnswers('2.0'));
  let host: HttpHost;

  beforeAll(async () => {
    await kestra.up();
    const limits = { inFlight: 1_000, perMinute: 1_000_000, stallMs: 1_000 };
    const config = {
      kestra: { baseUrl: kestra.baseUrl, tenant: 'main' },
      http: { limits },
      tools: { readOnly: true },
    };
    host = await startHttp({
      cwd: temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) }),
    });
  });
  afterAll(() => host.close());

  /** The response until its end, or for a limited time if it is a stream. */
  function answerTo(text: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
      let seen = '';
      const timer = setTimeout(() => socket.destroy(), LONGEST);
      socket.on('data', (chunk) => {
        seen += chunk;
      });
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve(seen);
      });
      socket.write(text);
    });
  }

  it('are answered or refused, never by a crash, and lead to routes of Kestra alone', async () => {
    let good = 0;
    let reached = 0;
    const property = fc.asyncProperty(sent, async (text) => {
      kestra.works();
      const answer = await answerTo(text);
      good += answer.startsWith('HTTP/1.1 200 ') ? 1 : 0;
      expect(answer).toMatch(/^$|^HTTP\/1\.1 [1-4]\d\d /);
      expect(answer).not.toMatch(/\n {4}at |failed unexpectedly|bug in the plugin/);
      reached += kestra.asked.length;
      for (const { method, path, headers } of kestra.asked) {
        expect(`${method} ${path}`).toMatch(/^(?:GET|HEAD) \/(?:main\/[\w/%.~-]+|configs)$/);
        expect(Object.keys(headers).filter((name) => /inject/i.test(name))).toEqual([]);
      }
    });
    await fc.assert(property, { numRuns: RUNS });
    // Enough requests are valid, and some reach Kestra.
    expect(good).toBeGreaterThan(RUNS / 30);
    expect(reached).toBeGreaterThan(0);
    const alive = await answerTo('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(alive).toMatch(/^HTTP\/1\.1 200 /);
    expect(host.stderr()).not.toMatch(/\n {4}at |outside of any call/);
  }, 600_000);
});
