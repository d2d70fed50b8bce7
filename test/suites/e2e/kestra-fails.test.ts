import { beforeAll, describe, expect, it } from '@jest/globals';
import { failed, type RunningHost, startHost } from '../../support/host/host.js';
import {
  CONFIGS,
  deadAddress,
  type FakeAnswer,
  type FakeKestra,
  fakeKestra,
} from '../../support/kestra/fake-kestra.js';
import { FOUR_GROUPS_TOOLS, fourGroups } from '../../support/plugins/four-groups.js';

let now: FakeAnswer = {};
let kestra: FakeKestra;
let host: RunningHost;

beforeAll(async () => {
  kestra = await fakeKestra(({ url }) => (url.endsWith('/configs') ? { body: CONFIGS } : now));
  host = await startHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: kestra.baseUrl } });
});

/** What a call says if Kestra responds like this. */
async function failure(answer: FakeAnswer, { client } = host): Promise<string> {
  now = answer;
  const text = await failed(client, 'list_flows_in_namespace', { namespace: 'company' });
  // The server survives it.
  await client.ping();
  return text;
}

/** A server with other settings and the same Kestra. */
async function another(settings: object): Promise<RunningHost> {
  return startHost({ cwd: fourGroups({ kestra: { baseUrl: kestra.baseUrl, ...settings } }) });
}

describe('Kestra down', () => {
  it('does not keep the host from starting; a call says what cannot be reached', async () => {
    const address = await deadAddress();
    const { client, stop } = await startHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: address } });
    expect((await client.listTools()).tools).toHaveLength(FOUR_GROUPS_TOOLS);
    const text = await failed(client, 'list_flows_in_namespace', { namespace: 'company' });
    expect(text).toContain(`Kestra cannot be reached at ${address}: connection refused`);
    expect(text).toContain('KESTRA_BASE_URL');
    await stop();
  });

  it('that comes up later is used from then on', async () => {
    let up = false;
    const fake = await fakeKestra(({ url }) => {
      if (!up) return { status: 500, type: 'text/html', body: '<html>starting</html>' };
      return { body: url.endsWith('/configs') ? CONFIGS : '[]' };
    });
    const { client, stop } = await startHost({ env: { KESTRA_BASE_URL: fake.baseUrl } });
    expect(
      await failed(client, 'manage_flow', { action: 'get_yaml', namespace: 'a', flow_id: 'b' }),
    ).toContain('500');
    up = true;
    const answer = await client.callTool({ name: 'list_flows_in_namespace', arguments: { namespace: 'a' } });
    expect(answer.structuredContent).toMatchObject({ results: [] });
    await stop();
  });
});

describe('a login page in the place of Kestra', () => {
  it('is told apart, also by tools that ask for the version first', async () => {
    const fake = await fakeKestra(() => ({ type: 'text/html', body: '<html>Please log in</html>' }));
    const { client, stop } = await startHost({
      cwd: fourGroups(),
      env: { KESTRA_BASE_URL: fake.baseUrl },
    });
    const text = await failed(client, 'find_flow', { query: 'hello' });
    expect(text).toContain('is not JSON but a web page');
    expect(text).toContain(fake.baseUrl);
    await stop();
  });
});

describe('a Kestra that answers', () => {
  it('401: says with which credentials it was asked', async () => {
    const text = await failure({ status: 401, headers: { 'www-authenticate': 'Basic' } });
    expect(text).toContain('401');
    expect(text).toContain('KESTRA_USERNAME');
    expect(text).toContain('KESTRA_API_TOKEN');
  });

  it('401 to a token: says that OSS knows none', async () => {
    const text = await failure({ status: 401 }, await another({ auth: { token: 'a-token-of-mine' } }));
    expect(text).toContain('OSS');
    expect(text).not.toContain('a-token-of-mine');
  });

  it('403: says that the permission is missing, in words of its own', async () => {
    const body = JSON.stringify({ message: 'Forbidden: FLOW READ is missing' });
    const text = await failure({ status: 403, body });
    expect(text).toContain('403');
    expect(text).toContain('FLOW READ is missing');
    expect(text).toContain('permission');
  });

  it('429: says that it was too much', async () => {
    const text = await failure({ status: 429, headers: { 'retry-after': '0' } });
    expect(text).toContain('429');
  });

  it('500 with its envelope: gives its message', async () => {
    const body = JSON.stringify({ message: 'Internal server error: the database is gone', _embedded: {} });
    const text = await failure({ status: 500, body });
    expect(text).toContain('500');
    expect(text).toContain('the database is gone');
  });

  it('200 with a web page: says that this is not an API', async () => {
    const text = await failure({ type: 'text/html', body: '<html><body>Please log in</body></html>' });
    expect(text).toContain('is not JSON but a web page');
    expect(text).not.toContain('<html>');
  });

  it('200 with broken JSON: says so', async () => {
    expect(await failure({ body: '[{"id": "hel' })).toContain('not JSON');
  });

  it('200 with JSON of another shape: is an error, not a crash', async () => {
    expect(await failure({ body: '{"unexpected": true}' })).not.toBe('');
  });

  it('never: gives up after the configured time', async () => {
    const text = await failure('never', await another({ timeoutMs: 300 }));
    expect(text).toContain('did not answer');
    expect(text).toContain('0.3 s');
  });
});
