import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import type { FakeKestra } from '../../published/kit/fake-kestra.js';
import { connectHttp, type HttpHost, MODERN } from '../../support/host/http.js';
import { until } from '../../support/until.js';
import { headersOf, namedBy, passwordOf, shared, TENANTS } from './owners.js';

const CALLERS = 20;
const CALLS = 2_000;
/** Concurrent calls of each client. */
const AT_ONCE = 5;

interface Guest {
  user: string;
  owner: string;
  headers: Record<string, string>;
  client: Client;
}

const isEnterprise = (owner: string) => /^u\d*[02468] /.test(owner);
let kestra: FakeKestra;
let host: HttpHost;
let guests: Guest[];

/** Each caller has two clients, one in each tenant. Every second client uses the 2026-07-28 protocol. */
async function guest(n: number): Promise<Guest> {
  const user = `u${n % CALLERS}`;
  const tenant = TENANTS[n < CALLERS ? 0 : 1];
  const headers = headersOf(user, tenant);
  const client = await connectHttp(host.url, { headers, ...(n % 4 < 2 && { client: MODERN }) });
  return { user, owner: `${user} in ${tenant}`, headers, client };
}

beforeAll(async () => {
  ({ kestra, host } = await shared(isEnterprise));
  guests = await Promise.all(Array.from({ length: 2 * CALLERS }, (_, n) => guest(n)));
}, 120_000);
afterAll(() => kestra.close());

describe('callers of one host', () => {
  it('are shown the tools of the edition that Kestra has for them', async () => {
    const lists = async () =>
      Promise.all(
        guests.map(async ({ owner, client }) => {
          const { tools } = await client.listTools();
          return [owner, tools.some(({ name }) => name === 'search_apps')];
        }),
      );
    const wanted = guests.map(({ owner }) => [owner, isEnterprise(owner)]);
    // The list does not wait for a slow Kestra.
    expect(
      await until(async () => {
        const seen = await lists();
        return isDeepStrictEqual(seen, wanted) ? seen : undefined;
      }),
    ).toEqual(wanted);
  }, 60_000);

  it(`get their own answers, all ${CALLS} of them`, async () => {
    const each = CALLS / guests.length;
    const wrong: string[] = [];
    const series = ({ owner, client }: Guest, first: number) =>
      Array.from({ length: each / AT_ONCE }, (_, n) => first + n * AT_ONCE).reduce<Promise<void>>(
        async (before, at) => {
          await before;
          const named = await namedBy(client, at);
          if (named !== owner) wrong.push(`${owner} was told of ${named}`);
        },
        Promise.resolve(),
      );
    const before = kestra.asked.length;
    await Promise.all(
      guests.flatMap((one) => Array.from({ length: AT_ONCE }, (_, first) => series(one, first))),
    );
    expect(wrong).toEqual([]);
    const asked = kestra.asked.slice(before).filter(({ line }) => !line.startsWith('GET /configs'));
    expect(asked.length).toBeGreaterThanOrEqual(CALLS);
  }, 240_000);

  it('have no part in the sessions of others', async () => {
    const [first, other] = guests.filter((_, n) => n % 4 >= 2);
    const id = first?.client.transport?.sessionId ?? '';
    expect(id).not.toBe('');
    const ask = (headers: Record<string, string>, method = 'POST') =>
      fetch(host.url, {
        method,
        headers: {
          ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          ...{ 'mcp-session-id': id, 'mcp-protocol-version': '2025-11-25' },
          ...headers,
        },
        ...(method === 'POST' && {
          body: JSON.stringify({ jsonrpc: '2.0', id: 'x', method: 'tools/list', params: {} }),
        }),
      });
    const { user = '', headers = {} } = first ?? {};
    const answers = [
      await ask(other?.headers ?? {}),
      await ask(other?.headers ?? {}, 'GET'),
      await ask(other?.headers ?? {}, 'DELETE'),
      // The same person, in another tenant.
      await ask(headersOf(user, 'blue')),
      await ask({}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 401]);
    const own = await ask(headers);
    expect(own.status).toBe(200);
    await own.body?.cancel();
  }, 60_000);

  it("are never served with the host's credentials, and theirs are nowhere to be read", () => {
    const users = new Set(kestra.asked.map(({ headers }) => headers.authorization));
    expect([...users].sort()).toEqual(
      [...new Set(guests.map(({ headers }) => headers.authorization))].sort(),
    );
    const written = host.stderr() + host.stdout();
    expect(written).toContain('list_namespaces');
    for (const { user, headers } of guests) {
      expect(written).not.toContain(passwordOf(user));
      expect(written).not.toContain(headers.authorization?.split(' ')[1]);
    }
  });
});
