import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { call, failed } from '../../support/host/host.js';
import { connectHttp, MODERN, startHttp } from '../../support/host/http.js';
import { runHost } from '../../support/host/raw.js';
import { CONFIGS, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { until } from '../../support/until.js';

const FLOWS = 'list_flows_in_namespace';
const HERE = { namespace: 'company' };

/** A server with a Kestra that lists flows only after `answer` is called. */
async function waitingHost(http: object = {}) {
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const fake = await fakeKestra(async ({ url }) => {
    if (url.endsWith('/configs')) return { body: CONFIGS };
    await asked;
    return { body: '[]' };
  });
  const host = await startHttp({ cwd: fourGroups({ http }), env: { KESTRA_BASE_URL: fake.baseUrl } });
  const isAsked = () => until(() => fake.seen.find(({ url }) => url.includes('/flows/')));
  return { host, answer, isAsked, fake };
}

describe.each([
  ['2025', {}, /The session ended/],
  ['2026', MODERN, /The server shut down before it answered this request/],
])('the end, with a client of %s', (_, client, ENDED) => {
  it('answers what is in flight after SIGTERM, and then exits with 0', async () => {
    const { host, answer, isAsked } = await waitingHost();
    const flows = call(await connectHttp(host.url, { client }), FLOWS, HERE);
    await isAsked();
    host.kill('SIGTERM');
    // The server refuses new connections.
    await until(() =>
      fetch(new URL('/healthz', host.url)).then(
        () => undefined,
        () => true,
      ),
    );
    answer();
    expect((await flows).isError).toBe(false);
    expect(await host.ended).toBe(0);
  });

  it('ends what is in flight at a second signal', async () => {
    const { host, isAsked, fake } = await waitingHost();
    const flows = call(await connectHttp(host.url, { client }), FLOWS, HERE).catch(({ message }) => message);
    await isAsked();
    host.kill('SIGINT');
    await until(() =>
      fetch(new URL('/healthz', host.url)).then(
        () => undefined,
        () => true,
      ),
    );
    host.kill('SIGINT');
    expect(await host.ended).toBe(0);
    expect(await flows).toMatch(ENDED);
    expect(await until(async () => ((await fake.connections()) === 0 ? 0 : undefined))).toBe(0);
  });
});

it('ends what is in flight when it has waited for long enough', async () => {
  const { host, isAsked } = await waitingHost({ limits: { drainMs: 100 } });
  const flows = call(await connectHttp(host.url), FLOWS, HERE).catch(({ message }) => message);
  await isAsked();
  host.kill('SIGTERM');
  expect(await host.ended).toBe(0);
  expect(await flows).toMatch(/The session ended/);
});

describe('a start that cannot be', () => {
  it('says that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr, stdout } = await runHost({ args: ['--http', `127.0.0.1:${port}`] });
    other.close();
    expect(stderr).toBe(
      `kestra-mcp: Port ${port} of 127.0.0.1 is already in use. Stop the program that listens there, or choose another port with --http=127.0.0.1:${port + 1}.\n`,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.each(['0.0.0.0:0', '[::]:0'])(
    'refuses to listen on %s with the credentials of one for all',
    async (at) => {
      const { code, stderr } = await runHost({ args: [`--http=${at}`] });
      expect(code).toBe(2);
      expect(stderr).toContain('would let anyone who can reach it use your Kestra credentials.');
      expect(stderr).toContain('KESTRA_MCP_HTTP_AUTH=kestra');
      expect(stderr).toContain('--insecure');
    },
  );

  it('listens there for callers with credentials of their own', async () => {
    const host = await startHttp({
      http: '0.0.0.0:0',
      env: { KESTRA_MCP_HTTP_AUTH: 'kestra' },
      args: ['--sandbox'],
    });
    const url = host.url.replace('0.0.0.0', '127.0.0.1');
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(401);
  });

  it('listens there when told that it is meant', async () => {
    const host = await startHttp({ http: '0.0.0.0:0', args: ['--insecure', '--sandbox'] });
    expect(host.url).toMatch(/^http:\/\/0\.0\.0\.0:\d+\/mcp$/);
    const client = await connectHttp(host.url.replace('0.0.0.0', '127.0.0.1'));
    expect(await failed(client, 'find_flow')).toContain('query');
  });
});
