import { describe, expect, it } from '@jest/globals';
import { startHost } from '../../support/host/host.js';
import { type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { until } from '../../support/until.js';

const EE_TOOLS = 10;

/** A Kestra that only says what it is; `down` makes it fail until told otherwise. */
function instance(edition: string | undefined, state = { down: false }): Promise<FakeKestra> {
  return fakeKestra(({ url }) => {
    if (state.down) return { status: 503 };
    if (url.endsWith('/configs')) return { body: JSON.stringify({ version: '1.3.31', edition }) };
    return { status: 404, body: '{"message":"Not Found"}' };
  });
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
    const host = await start(await instance('EE'));
    await host.enterprise();
    await until(() => host.changes() || undefined);
    expect(await host.enterprise()).toBe(EE_TOOLS);
    expect(host.changes()).toBe(1);
    await host.stop();
  });

  it('never appear on an OSS instance', async () => {
    const kestra = await instance('OSS');
    const host = await start(kestra);
    expect(await host.enterprise()).toBe(0);
    await until(() => asked(kestra) || undefined);
    await host.client.ping();
    expect(await host.enterprise()).toBe(0);
    expect(host.changes()).toBe(0);
    await host.stop();
  });

  it('never appear on a server too old to say, without a license', async () => {
    const kestra = await instance(undefined);
    const host = await start(kestra);
    await host.enterprise();
    await until(() => kestra.seen.find(({ url }) => url.endsWith('/license-info')));
    expect(await host.enterprise()).toBe(0);
    await host.stop();
  });

  it('are there at once when they are enabled by name, and nothing is asked', async () => {
    const kestra = await instance('OSS');
    const host = await start(kestra, '--enable', 'ee');
    expect(await host.enterprise()).toBe(EE_TOOLS);
    expect(asked(kestra)).toBe(0);
    await host.stop();
  });

  it('stay away when they are disabled, and nothing is asked', async () => {
    const kestra = await instance('EE');
    const host = await start(kestra, '--disable', 'ee');
    expect(await host.enterprise()).toBe(0);
    await host.client.ping();
    expect(asked(kestra)).toBe(0);
    await host.stop();
  });

  it('do not delay the start while Kestra is down', async () => {
    const host = await start(await instance('EE', { down: true }));
    expect(await host.enterprise()).toBe(0);
    await host.stop();
  });
});
