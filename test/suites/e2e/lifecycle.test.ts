import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { cancellation, opening, request, toolCall } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { CONFIGS, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { until } from '../../support/until.js';

const SLEEPER = `id: sleeper
namespace: company.e2e
tasks:
  - id: sleep
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT1S
`;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

describe('the end of input', () => {
  it('waits for what is in flight, answers it, and then exits with 0', async () => {
    const host = new RawHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: sandbox.baseUrl } });
    host.send(...opening(), toolCall(1, 'create_flow_from_yaml', { yaml_definition: SLEEPER }));
    await host.answer(1);
    host.send(
      toolCall(2, 'execute_flow', { namespace: 'company.e2e', flow_id: 'sleeper', wait: true }),
      request(3, 'ping'),
    );
    host.endInput();
    const { code, stderr } = await host.finished;
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect((await host.answer(2)).result.structuredContent.state.current).toBe('SUCCESS');
    expect((await host.answer(3)).result).toEqual({});
  });

  it('does not wait for what was cancelled', async () => {
    const fake = await fakeKestra(({ url }) => (url.endsWith('/configs') ? { body: CONFIGS } : 'never'));
    const host = new RawHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: fake.baseUrl } });
    host.send(...opening(), toolCall(1, 'list_flows_in_namespace', { namespace: 'company' }));
    await until(() => fake.seen.find(({ url }) => url.includes('/flows/')));
    host.send(cancellation(1));
    host.endInput();
    expect((await host.finished).code).toBe(0);
    expect(host.messages().map(({ id }) => id)).toEqual([0]);
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('ends an idle host with 0', async () => {
    const host = new RawHost({ cwd: fourGroups() });
    host.send(...opening());
    await host.answer(0);
    host.kill(signal);
    expect(await host.finished).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(host.isAlive()).toBe(false);
  });

  it('ends a host with a request in flight, leaving no child and no open socket', async () => {
    const fake = await fakeKestra(({ url }) => (url.endsWith('/configs') ? { body: CONFIGS } : 'never'));
    const host = new RawHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: fake.baseUrl } });
    host.send(...opening(), toolCall(1, 'list_flows_in_namespace', { namespace: 'company' }));
    await until(() => fake.seen.find(({ url }) => url.includes('/flows/')));
    host.kill(signal);
    expect(await host.finished).toMatchObject({ code: 0, signal: null });
    expect(host.isAlive()).toBe(false);
    expect(await until(async () => ((await fake.connections()) === 0 ? 0 : undefined))).toBe(0);
  });

  it('ends a host with its own sandbox', async () => {
    const host = new RawHost({ cwd: fourGroups(), args: ['--sandbox'] });
    host.send(...opening(), toolCall(1, 'list_namespaces'));
    expect((await host.answer(1)).result.isError).toBeUndefined();
    host.kill(signal);
    expect(await host.finished).toMatchObject({ code: 0, signal: null });
    expect(host.isAlive()).toBe(false);
  });
});
