import { describe, expect, it } from '@jest/globals';
import { startHost } from '../../support/host/host.js';
import { connectHttp, MODERN, startHttp } from '../../support/host/http.js';
import { type FakeAnswer, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { until } from '../../support/until.js';

const EE_TOOLS = 10;

type Says = FakeAnswer | Promise<FakeAnswer>;
const configs = (edition: string | undefined): FakeAnswer => ({
  body: JSON.stringify({ version: '1.3.31', edition }),
});

/** A Kestra that responds only to requests for its edition. */
function instance(says: Says): Promise<FakeKestra> {
  return fakeKestra(({ url }) =>
    url.endsWith('/configs') ? says : { status: 404, body: '{"message":"Not Found"}' },
  );
}

async function start(kestra: FakeKestra, ...args: string[]) {
  let changes = 0;
  const host = await startHost({
    args,
    env: { KESTRA_BASE_URL: kestra.baseUrl },
    client: { listChanged: { tools: { autoRefresh: false, onChanged: () => void changes++ } } },
  });
  const enterprise = async () => {
    const { tools } = await host.client.listTools();
    return tools.filter(({ name }) => /invit|apps|announcements|group|tests|_app|_test|instance/.test(name))
      .length;
  };
  return { ...host, enterprise, changes: () => changes };
}

const asked = (kestra: FakeKestra) => kestra.seen.filter(({ url }) => url.endsWith('/configs')).length;

describe('the tools of the Enterprise Edition', () => {
  it('appear once the instance has said that it is one, with a notification', async () => {
    let answer = (_: FakeAnswer): void => undefined;
    const host = await start(await instance(new Promise((resolve) => (answer = resolve))));
    expect(await host.enterprise()).toBe(0);
    answer(configs('EE'));
    await until(() => host.changes() || undefined);
    expect(await host.enterprise()).toBe(EE_TOOLS);
    expect(host.changes()).toBe(1);
    await host.stop();
  });

  it('are there for the first client over HTTP: a server asks before anybody has come', async () => {
    const kestra = await instance(configs('EE'));
    const { url, close } = await startHttp({ env: { KESTRA_BASE_URL: kestra.baseUrl } });
    await until(() => asked(kestra) || undefined);
    const { tools } = await (await connectHttp(url, { client: MODERN })).listTools();
    expect(tools.map(({ name }) => name)).toContain('invite_user');
    await close();
  });

  it('never appear on an OSS instance', async () => {
    const kestra = await instance(configs('OSS'));
    const host = await start(kestra);
    expect(await host.enterprise()).toBe(0);
    await until(() => asked(kestra) || undefined);
    await host.client.ping();
    expect(await host.enterprise()).toBe(0);
    expect(host.changes()).toBe(0);
    await host.stop();
  });

  it('never appear on a server too old to say, without a license', async () => {
    const kestra = await instance(configs(undefined));
    const host = await start(kestra);
    await host.enterprise();
    await until(() => kestra.seen.find(({ url }) => url.endsWith('/license-info')));
    expect(await host.enterprise()).toBe(0);
    await host.stop();
  });

  it('are there at once when they are enabled by name, and nothing is asked', async () => {
    const kestra = await instance(configs('OSS'));
    const host = await start(kestra, '--enable', 'ee');
    expect(await host.enterprise()).toBe(EE_TOOLS);
    expect(asked(kestra)).toBe(0);
    await host.stop();
  });

  it('stay away when they are disabled, and nothing is asked', async () => {
    const kestra = await instance(configs('EE'));
    const host = await start(kestra, '--disable', 'ee');
    expect(await host.enterprise()).toBe(0);
    await host.client.ping();
    expect(asked(kestra)).toBe(0);
    await host.stop();
  });

  it.each<[string, FakeAnswer]>([
    ['is down', { status: 503 }],
    ['does not answer', 'never'],
  ])('do not hold up the list while Kestra %s', async (_, says) => {
    const host = await start(await instance(says));
    expect(await host.enterprise()).toBe(0);
    await host.stop();
  });
});
