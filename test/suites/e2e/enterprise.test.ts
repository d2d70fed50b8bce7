import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, type Json, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { until } from '../../support/until.js';

const FLOW = `id: hello
namespace: company
inputs:
  - id: who
    type: STRING
    defaults: you
tasks:
  - id: out
    type: io.kestra.plugin.core.debug.Return
    format: "hi {{ inputs.who }}"
`;

const APP = `id: greeter
type: io.kestra.plugin.ee.apps.Execution
displayName: Greeter
namespace: company
flowId: hello
tags:
  - greeting
`;

const SUITE = `id: greets
namespace: company
flowId: hello
testCases:
  - id: says_hi
    type: io.kestra.core.tests.flow.UnitTest
    fixtures:
      inputs:
        who: Ada
    assertions:
      - value: "{{ outputs.out.value }}"
        equalTo: hi Ada
  - id: says_ho
    type: io.kestra.core.tests.flow.UnitTest
    assertions:
      - value: "{{ outputs.out.value }}"
        equalTo: ho you
`;

const TOKEN = 'a-token-of-the-enterprise';

describe.each(['ee-1.3', 'ee-2.0'] as const)('the Enterprise Edition, %s', (mode) => {
  let sandbox: Sandbox;
  let host: RunningHost;
  const good = (tool: string, args: Json = {}) => ok(host.client, tool, args);
  const bad = (tool: string, args: Json = {}) => failed(host.client, tool, args);

  beforeAll(async () => {
    sandbox = await startSandbox({
      mode,
      auth: { token: TOKEN },
      ai: { app: APP.replace('greeter', 'made'), test: SUITE.replace('greets', 'made') },
    });
    const env = { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_API_TOKEN: TOKEN };
    host = await startHost({ args: ['--enable', 'ee'], env });
    await good('create_flow_from_yaml', { yaml_definition: FLOW });
  });

  afterAll(async () => {
    await host.stop();
    await sandbox.close();
  });

  it('shows its tools by itself', async () => {
    const env = { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_API_TOKEN: TOKEN };
    const { client, stop } = await startHost({ env });
    const names = async () => (await client.listTools()).tools.map(({ name }) => name);
    await until(async () => ((await names()).includes('manage_apps') ? true : undefined));
    expect(await names()).toHaveLength(46);
    await stop();
  });

  it('get_instance_info', async () => {
    expect(await good('get_instance_info')).toMatchObject({
      edition: 'EE',
      version: expect.stringContaining(mode.slice(3)),
    });
    expect(await good('get_instance_info', { info: 'license_info' })).toMatchObject({ expired: false });
    expect(await bad('get_instance_info', { info: 'weather' })).toContain(
      'Allowed: configuration, license_info.',
    );
  });

  it('manage_announcements', async () => {
    const action = (name: string, args: Json = {}) => good('manage_announcements', { action: name, ...args });
    const { id } = await action('create', { message: 'Maintenance at ten', type: 'WARNING' });
    expect((await action('list')).results).toMatchObject([
      { id, message: 'Maintenance at ten', type: 'WARNING' },
    ]);
    expect(await action('update', { id_: id, message: 'At eleven' })).toMatchObject({
      id,
      message: 'At eleven',
      type: 'WARNING',
    });
    expect(await action('delete', { id_: id })).toEqual({ id, status: 'deleted' });
    expect((await action('list')).results).toEqual([]);
    const no = (name: string, args: Json = {}) => bad('manage_announcements', { action: name, ...args });
    expect(await no('create')).toContain('needs the argument "message"');
    expect(await no('update', { message: 'x' })).toContain('needs the argument "id_"');
    expect(await no('delete')).toContain('needs the argument "id_"');
    expect(await no('delete', { id_: 'nope' })).toContain('404');
  });

  it('invite_user and manage_invitations', async () => {
    const invited = await good('invite_user', { email: 'ada@example.com', role: 'developer' });
    expect(invited).toMatchObject({ email: 'ada@example.com', status: 'PENDING' });
    expect(JSON.stringify(invited.roles)).toContain('Developer');
    expect(await good('invite_user', { email: 'ada@example.com' })).toMatchObject({ id: invited.id });
    const action = (name: string) => good('manage_invitations', { action: name, id_: invited.id });
    expect(await action('get')).toMatchObject({ id: invited.id });
    expect(await action('delete')).toEqual({ id: invited.id, status: 'deleted' });
    expect(await bad('manage_invitations', { action: 'get', id_: invited.id })).toContain('404');
    expect(await bad('manage_invitations', { action: 'delete' })).toContain('needs the argument "id_"');
    expect(await bad('invite_user', { email: 'bob@example.com', group_names: ['nope'] })).toContain(
      'The group "nope" does not exist',
    );
    expect(await bad('invite_user', { email: 'bob@example.com', role: 'king' })).toContain('Allowed: admin');
    expect(await bad('invite_user')).toContain('"email" is missing');
  });

  it('manage_group', async () => {
    const action = (name: string, args: Json) => good('manage_group', { action: name, ...args });
    const made = await action('create', { name: 'analysts', role: 'viewer' });
    expect(made).toMatchObject({ name: 'analysts', binding: { type: 'GROUP', role: { name: 'Viewer' } } });
    const id_ = made.id;
    expect(await action('create', { name: 'analysts', role: 'viewer' })).toMatchObject({ id: id_ });
    expect(await action('get', { id_ })).toMatchObject({ id: id_, name: 'analysts' });
    expect(await action('update', { id_, name: 'readers' })).toMatchObject({ id: id_, name: 'readers' });
    const invited = await good('invite_user', { email: 'eve@example.com', group_names: ['readers'] });
    expect(JSON.stringify(invited.groups)).toContain(String(id_));
    expect(await action('delete', { id_ })).toEqual({ id: id_, status: 'deleted' });
    const no = (name: string, args: Json = {}) => bad('manage_group', { action: name, ...args });
    expect(await no('get', { id_ })).toContain('404');
    expect(await no('create')).toContain('needs the argument "name"');
    expect(await no('update', { name: 'x' })).toContain('needs the argument "id_"');
    expect(await no('delete')).toContain('needs the argument "id_"');
  });

  it('manage_apps and search_apps', async () => {
    const action = (name: string, args: Json) => good('manage_apps', { action: name, ...args });
    const { uid } = await action('create', { yaml_source: APP });
    expect(await action('create', { yaml_source: APP.replace('Greeter', 'Welcomer') })).toMatchObject({
      uid,
    });
    expect(await good('search_apps', { namespace: 'company', tags: ['greeting'] })).toMatchObject({
      total: 1,
      results: [{ uid, id: 'greeter' }],
    });
    expect(await good('search_apps', { q: 'nothing like it' })).toMatchObject({ results: [] });
    expect(await bad('search_apps', { page: -1 })).toContain('"page"');
    expect(await action('disable', { uid })).toMatchObject({ uid });
    expect(await action('enable', { uid })).toMatchObject({ uid });
    expect(await action('delete', { uid })).toEqual({ uid, status: 'deleted' });
    const no = (name: string, args: Json = {}) => bad('manage_apps', { action: name, ...args });
    expect(await no('create', { yaml_source: 'id: broken' })).toContain('422');
    expect(await no('enable', { uid })).toContain('404');
    expect(await no('disable', { uid })).toContain('404');
    expect(await no('delete')).toContain('needs the argument "uid"');
  });

  it('manage_tests', async () => {
    const ids = { namespace: 'company', id_: 'greets' };
    expect(await good('manage_tests', { action: 'create', yaml_source: SUITE })).toMatchObject({
      id: 'greets',
    });
    expect(await good('manage_tests', { action: 'create', yaml_source: SUITE })).toMatchObject({
      id: 'greets',
    });
    const run = await good('manage_tests', { action: 'run', ...ids });
    expect(run).toMatchObject({ state: 'FAILED', url: expect.stringContaining('/tests/company/greets') });
    expect(run.results).toMatchObject([
      { testId: 'says_hi', state: 'SUCCESS' },
      { testId: 'says_ho', state: 'FAILED', assertionResults: [{ expected: 'ho you', actual: 'hi you' }] },
    ]);
    expect(await good('manage_tests', { action: 'delete', ...ids })).toMatchObject({ status: 'deleted' });
    expect(await bad('manage_tests', { action: 'run', ...ids })).toContain('404');
    expect(await bad('manage_tests', { action: 'delete', namespace: 'company' })).toContain(
      'needs the argument "id_"',
    );
    expect(await bad('manage_tests', { action: 'create', yaml_source: 'id: broken' })).toContain('422');
  });

  it('generate_app and generate_test', async () => {
    expect((await good('generate_app', { user_prompt: 'a greeter' })).result).toContain('id: made');
    expect(await good('generate_app', { user_prompt: 'a greeter', auto_create: true })).toHaveProperty('uid');
    expect((await good('generate_test', { user_prompt: 'test it' })).result).toContain('id: made');
    expect(await good('generate_test', { user_prompt: 'test it', auto_create: true })).toMatchObject({
      id: 'made',
    });
    expect(await bad('generate_app')).toContain('"user_prompt" is missing');
    expect(await bad('generate_test', { user_prompt: '' })).toContain('"user_prompt"');
  });

  it('says which credentials are wrong, and never their value', async () => {
    const { client, stop } = await startHost({
      args: ['--enable', 'ee'],
      env: { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_API_TOKEN: 'another-token' },
    });
    const text = await failed(client, 'search_apps');
    expect(text).toContain('401');
    expect(text).toContain('KESTRA_API_TOKEN');
    expect(text).not.toContain('another-token');
    await stop();
  });
});
