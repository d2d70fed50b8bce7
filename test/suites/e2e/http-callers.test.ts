import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failed, ok } from '../../support/host/host.js';
import { connectHttp, type HttpHost, MODERN, startHttp } from '../../support/host/http.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { fourGroups } from '../../support/plugins/four-groups.js';

const basic = (user: string) => `Basic ${Buffer.from(`${user}:secret-of-${user}`).toString('base64')}`;
const USERS: Record<string, string> = { [basic('ann')]: 'ann', 'Bearer token-of-bob': 'bob' };

let kestra: FakeKestra;
let host: HttpHost;

beforeAll(async () => {
  // Each caller finds one flow, named after the caller, in the requested tenant.
  kestra = await fakeKestra(({ url, authorization }) => {
    if (url.endsWith('/configs')) return { body: CONFIGS };
    const user = USERS[authorization];
    if (user === undefined) return { status: 401, body: '{"message":"Unauthorized"}' };
    const [, tenant = ''] = /v1\/([^/]+)\//.exec(url) ?? [];
    const flow = { id: `${user}-in-${tenant}`, namespace: 'company', revision: 1 };
    return {
      body: url.includes('/search') ? JSON.stringify({ results: [flow], total: 1 }) : JSON.stringify([flow]),
    };
  });
  host = await startHttp({
    cwd: fourGroups({
      http: {
        auth: 'kestra',
        limits: { inFlight: 100, perMinute: 10_000, sessions: 60, sessionsPerCaller: 25 },
      },
    }),
    env: { KESTRA_BASE_URL: kestra.baseUrl, KESTRA_USERNAME: 'host', KESTRA_PASSWORD: 'secret-of-the-host' },
  });
});

afterAll(() => {
  // No request uses the server's own credentials.
  expect(kestra.seen.map(({ authorization }) => authorization)).not.toContain(basic('host'));
});

const HELLO = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};
const post = (headers: Record<string, string>, body: unknown = HELLO, path = '') =>
  fetch(`${host.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: '*/*', ...headers },
    body: JSON.stringify(body),
  });

describe.each([
  ['2025', {}],
  ['2026', MODERN],
])('callers with credentials of their own, clients of %s', (_, client) => {
  const connect = (headers: Record<string, string>, path = '') =>
    connectHttp(`${host.url}${path}`, { headers, client });

  it('each see what is theirs', async () => {
    const [ann, bob] = await Promise.all([
      connect({ authorization: basic('ann') }),
      connect({ authorization: 'Bearer token-of-bob', 'x-kestra-tenant': 'acme' }),
    ]);
    const flows = (one: typeof ann) => ok(one, 'list_flows_in_namespace', { namespace: 'company' });
    const [first, second] = await Promise.all([flows(ann), flows(bob)]);
    expect(JSON.stringify(first)).toContain('ann-in-main');
    expect(JSON.stringify(second)).toContain('bob-in-acme');
  });

  it('are told by Kestra when it does not know them, and their secrets are nowhere', async () => {
    const eve = await connect({ authorization: basic('eve') });
    const text = await failed(eve, 'list_flows_in_namespace', { namespace: 'company' });
    expect(text).toMatch(/401|credentials/i);
    expect(text + host.stderr()).not.toContain('secret-of-eve');
  });

  it('take away what they do not want, and get no more by it', async () => {
    const tools = async (path: string, headers: Record<string, string> = {}) => {
      const one = await connect({ authorization: basic('ann'), ...headers }, path);
      return (await one.listTools()).tools.map(({ name }) => name);
    };
    const all = await tools('');
    const kv = await tools('/g/kv');
    const reading = await tools('/readonly');
    expect(all.length).toBeGreaterThan(kv.length);
    expect(kv).toEqual(all.filter((name) => kv.includes(name)));
    expect(reading).not.toContain('create_flow_from_yaml');
    expect(reading.length).toBeGreaterThan(0);
    expect(await tools('/g/flow,kv', { 'x-kestra-mcp-tools': 'find_flow, kv' })).toEqual(
      all.filter((name) => name === 'find_flow' || kv.includes(name)),
    );
    expect(await tools('/g/flow', { 'x-kestra-mcp-tools': 'kv' })).toEqual([]);
    expect(await tools('', { 'x-kestra-mcp-tools': ' ' })).toEqual([]);
  });

  it('cannot call what they have taken away', async () => {
    const one = await connect({ authorization: basic('ann') }, '/readonly');
    expect(await failed(one, 'create_flow_from_yaml', { yaml_definition: 'id: a' })).toMatch(
      /read-only|narrow/i,
    );
  });
});

describe('a request', () => {
  it.each([{}, { authorization: 'Basic x' }, { authorization: 'Token abc' }])(
    'without usable credentials is asked for some: %j',
    async (headers) => {
      const answer = await post(headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Basic realm="Kestra"');
      expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32_000 } });
    },
  );

  it('that names what there is not is refused, with what is meant', async () => {
    const answer = await post({ authorization: basic('ann') }, HELLO, '/g/flws');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(/named "flws".* Did you mean .*"flow"/) },
    });
  });

  it('with credentials of two is refused', async () => {
    const { port } = new URL(host.url);
    const headers = { authorization: [basic('ann'), 'Bearer token-of-bob'] } as unknown as Record<
      string,
      string
    >;
    const status = await new Promise((resolve) => {
      request({ port, path: '/mcp', method: 'POST', headers }, ({ statusCode }) => resolve(statusCode)).end(
        '{}',
      );
    });
    expect(status).toBe(400);
  });

  it('for a tenant that cannot be one is refused', async () => {
    const answer = await post({ authorization: basic('ann'), 'x-kestra-tenant': '../other' });
    expect(answer.status).toBe(400);
  });
});

describe('a session', () => {
  it('is of its caller, tenant and narrowing: for others there is none', async () => {
    const mine = { authorization: basic('ann') };
    const id = (await post(mine)).headers.get('mcp-session-id') ?? '';
    expect(id).not.toBe('');
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    const session = { 'mcp-session-id': id };
    const status = async (headers: Record<string, string>, path = '') =>
      (await post({ ...session, ...headers }, ping, path)).status;
    expect(await status(mine)).toBe(200);
    expect(await status({ authorization: 'Bearer token-of-bob' })).toBe(404);
    expect(await status({ ...mine, 'x-kestra-tenant': 'acme' })).toBe(404);
    expect(await status(mine, '/readonly')).toBe(404);
    expect(
      (await fetch(host.url, { method: 'DELETE', headers: { ...session, authorization: basic('eve') } }))
        .status,
    ).toBe(404);
    expect(await status(mine)).toBe(200);
  });
});

describe('callers that somebody has made up', () => {
  it('leave others their sessions', async () => {
    const mine = { authorization: basic('ann') };
    const id = (await post(mine)).headers.get('mcp-session-id') ?? '';
    const statuses = new Set<number>();
    for (let n = 0; n < 80; n++) statuses.add((await post({ authorization: `Bearer made-up-${n}` })).status);
    expect([...statuses]).toEqual([200]);
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    expect((await post({ ...mine, 'mcp-session-id': id }, ping)).status).toBe(200);
  });
});

describe('who tries passwords', () => {
  it('is held up, and nobody else at the same address', async () => {
    const tries = async (authorization: string) => {
      const call = {
        ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
        params: { name: 'list_flows_in_namespace', arguments: { namespace: 'company' } },
      };
      const { status, headers } = await post({ authorization }, call);
      return { status, after: Number(headers.get('retry-after')) };
    };
    const guess = (n: number) => `Basic ${Buffer.from(`ann:guess-${n}`).toString('base64')}`;
    // A session must not reveal which credentials are right.
    const id = (await post({ authorization: basic('ann') })).headers.get('mcp-session-id') ?? '';
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    for (let n = 100; n < 110; n++) await post({ authorization: guess(n), 'mcp-session-id': id }, ping);
    const before = kestra.seen.length;
    const guesses = [];
    for (let n = 0; n < 40; n++) guesses.push(await tries(guess(n)));
    const heldUp = guesses.filter(({ status }) => status === 429);
    expect(heldUp.length).toBeGreaterThanOrEqual(30);
    expect(heldUp.every(({ after }) => after > 60)).toBe(true);
    expect(kestra.seen.slice(before).filter(({ url }) => !url.endsWith('/configs')).length).toBeLessThan(11);
    expect((await tries(basic('ann'))).status).toBe(200);
  });
});
