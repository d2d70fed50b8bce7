import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { runHost } from '../../support/host/raw.js';
import { fixturePlugin } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const FLOW = (namespace: string, id: string) =>
  `id: ${id}\nnamespace: ${namespace}\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`;

/** A Kestra with a flow and an execution in each of four namespaces. */
async function kestra(
  mode: 'oss-1.3' | 'oss-2.0',
): Promise<{ sandbox: Sandbox; ran: Record<string, string> }> {
  const sandbox = await startSandbox({ mode });
  const { client, stop } = await startHost({ env: { KESTRA_BASE_URL: sandbox.baseUrl } });
  const ran: Record<string, string> = {};
  for (const namespace of ['company', 'company.team', 'companyx', 'other']) {
    await ok(client, 'create_flow_from_yaml', { yaml_definition: FLOW(namespace, 'greet') });
    const { id } = await ok(client, 'execute_flow', { namespace, flow_id: 'greet', wait: true });
    ran[namespace] = String(id);
    await ok(client, 'manage_kv_store', { action: 'set', namespace, key: 'where', value: namespace });
  }
  await stop();
  return { sandbox, ran };
}

function fixedTo(namespaces: string | string[], baseUrl: string): Promise<RunningHost> {
  const config = { kestra: { baseUrl }, tools: { fixed: { namespaces } } };
  return startHost({ cwd: temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) }) });
}

/** The schema of a tool's parameter as the client sees it. */
async function parameter(client: Client, tool: string, name: string) {
  const { tools } = await client.listTools();
  const { properties = {}, required = [] } = tools.find((each) => each.name === tool)?.inputSchema ?? {};
  return { schema: (properties as Record<string, unknown>)[name], required: required.includes(name) };
}

const OUTSIDE = /outside|found nothing in this server's fixed namespaces/;

describe.each(['oss-1.3', 'oss-2.0'] as const)('on %s', (mode) => {
  let ran: Record<string, string>;
  let sandbox: Sandbox;
  beforeAll(async () => {
    ({ sandbox, ran } = await kestra(mode));
  });
  afterAll(() => sandbox.close());

  it('one namespace leaves the schemas, and every call works in it', async () => {
    const { client, stop } = await fixedTo('company', sandbox.baseUrl);
    expect(await parameter(client, 'list_flows_in_namespace', 'namespace')).toEqual({
      schema: undefined,
      required: false,
    });
    const { results } = await ok(client, 'list_flows_in_namespace');
    expect(results).toMatchObject([{ id: 'greet', namespace: 'company' }]);
    expect(await ok(client, 'manage_kv_store', { action: 'get', key: 'where' })).toMatchObject({
      value: 'company',
    });
    // Naming the fixed namespace is allowed, and naming another is an error.
    await ok(client, 'list_flows_in_namespace', { namespace: 'company' });
    expect(await failed(client, 'list_flows_in_namespace', { namespace: 'other' })).toBe(
      'This server works only with the namespace "company".\nNothing was done. Omit the argument "namespace" only if you mean "company". Otherwise tell the user.',
    );
    await stop();
  });

  it('a list narrows the schemas, and what is below its namespaces is in it', async () => {
    const { client, stop } = await fixedTo(['company', 'shared'], sandbox.baseUrl);
    expect(await parameter(client, 'list_flows_in_namespace', 'namespace')).toEqual({
      schema: { type: 'string', description: 'Namespace: company, shared, or one below' },
      required: true,
    });
    await ok(client, 'list_flows_in_namespace', { namespace: 'company.team' });
    for (const namespace of ['other', 'companyx', 'compan'])
      expect(await failed(client, 'list_flows_in_namespace', { namespace })).toMatch(OUTSIDE);
    await stop();
  });

  it('no id, search or YAML leads out of it', async () => {
    const { client, stop } = await fixedTo(['company'], sandbox.baseUrl);
    const { other = '', companyx = '', 'company.team': team = '' } = ran;
    const before = sandbox.requests.length;
    expect(await ok(client, 'manage_executions', { action: 'get', execution_id: team })).toMatchObject({
      id: team,
    });
    for (const [tool, given] of [
      ['manage_executions', { action: 'get', execution_id: other }],
      ['manage_executions', { action: 'delete', execution_id: companyx }],
      ['add_execution_labels', { execution_id: other, labels: { a: 'b' } }],
      ['get_execution_logs', { execution_id: other }],
      ['follow_execution_logs', { execution_id: other }],
      ['delete_execution_logs', { execution_id: other }],
      ['list_executions', { namespace: 'other', state: 'SUCCESS' }],
      ['search_flows', { query: 'greet', namespace: 'companyx' }],
      ['restart_execution', { execution_id: other }],
      ['replay_execution', { ids: [other] }],
      ['replay_execution', { ids: [team, other] }],
      ['resume_execution', { execution_ids: [other] }],
      ['create_flow_from_yaml', { yaml_definition: FLOW('other', 'new') }],
      ['create_flow_from_yaml', { yaml_definition: FLOW('other', 'greet') }],
    ] as const) {
      expect([tool, await failed(client, tool, given)]).toEqual([tool, expect.stringMatching(OUTSIDE)]);
    }
    for (const [tool, given] of [
      ['search_flows', { query: 'greet' }],
      ['find_flow', { query: 'greet' }],
      ['search_flows', { query: 'greet', namespace: 'company' }],
      ['list_executions', {}],
      ['list_executions', { state: 'SUCCESS' }],
      ['search_logs', {}],
      ['list_namespaces', {}],
      ['list_flows_with_triggers', {}],
    ] as const) {
      const text = JSON.stringify(await ok(client, tool, given));
      expect([tool, text]).toEqual([tool, expect.not.stringMatching(/companyx|other/)]);
      if (tool !== 'list_flows_with_triggers')
        expect([tool, text]).toEqual([tool, expect.stringContaining('company')]);
    }
    await stop();
    const changes = sandbox.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(
      changes
        .map(({ path, body }) => path + body)
        .filter((sent) => sent.includes(other) || sent.includes(companyx)),
    ).toEqual([]);
  });
});

describe('a tenant that is fixed', () => {
  it('is the one that requests go to, and may not be contradicted', async () => {
    const config = JSON.stringify({ tools: { fixed: { tenant: 'acme' } } });
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': config });
    const doctor = await runHost({ args: ['doctor'], cwd, env: { KESTRA_BASE_URL: 'http://127.0.0.1:1' } });
    expect(doctor.stdout).toContain(`tenant: acme (${cwd}/kestra-mcp.config.json)`);
    const { code, stderr } = await runHost({ args: ['list'], cwd, env: { KESTRA_TENANT_ID: 'main' } });
    expect(code).toBe(2);
    expect(stderr).toContain('KESTRA_TENANT_ID is "main", but tools.fixed.tenant in');
  });

  it('comes from the environment, too, as do namespaces; a third-party tool is narrowed as ours are', async () => {
    const config = JSON.stringify({ plugins: [[fixturePlugin('with-options'), { owner: 'ann' }]] });
    const { client, stop } = await startHost({
      cwd: temporaryFolder({ 'kestra-mcp.config.json': config }),
      env: { KESTRA_MCP_FIXED_NAMESPACES: 'company' },
    });
    expect(await parameter(client, 'get_owner', 'namespace')).toEqual({ schema: undefined, required: false });
    expect(await ok(client, 'get_owner')).toMatchObject({ namespace: 'company' });
    const [prompt] = (await client.listPrompts()).prompts;
    expect(prompt?.arguments?.map(({ name }) => name)).toEqual(['days']);
    const { messages } = await client.getPrompt({ name: 'review_owner' });
    expect(JSON.stringify(messages)).toContain('Review 7 days of company for ann.');
    await stop();
  });
});
