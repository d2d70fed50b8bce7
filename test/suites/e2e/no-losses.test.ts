import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, type Json, ok, type RunningHost, startHost } from '../../support/host/host.js';

const FLOW = `id: nightly
namespace: company.team
tasks:
  - id: say
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT30S
triggers:
  - id: hourly
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 * * * *"
`;
const namespace = 'company.team';
const flow = { namespace, flow_id: 'nightly' };

describe.each(['oss-1.3', 'oss-2.0'] as const)('on %s nothing is lost in silence:', (mode) => {
  let sandbox: Sandbox;
  let host: RunningHost;
  beforeAll(async () => {
    sandbox = await startSandbox({ mode });
    // These tests are not about confirmation.
    const env = { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_TENANT_ID: 'main', KESTRA_MCP_CONFIRM: 'never' };
    host = await startHost({ env });
  });
  afterAll(async () => {
    await host.stop();
    await sandbox.close();
  });
  const call = (tool: string, args: Json) => ok(host.client, tool, args);
  const error = (tool: string, args: Json) => failed(host.client, tool, args);
  const save = (yaml_definition: string) => call('create_flow_from_yaml', { yaml_definition });

  it('a flow is created, updated, unchanged, and enabled again', async () => {
    expect(await save(`\`\`\`yaml\n${FLOW}\`\`\``)).toMatchObject({ status: 'created', deleted: false });
    expect(await save(FLOW)).toMatchObject({ status: 'unchanged', revision: 1, deleted: false });
    const described = `${FLOW}description: at night\n`;
    expect(await save(described)).toMatchObject({ status: 'updated', revision: 2 });
    await call('manage_flow', { ...flow, action: 'disable' });
    expect((await save(FLOW)).note).toContain('is now enabled');
    const two = { yaml_definition: `${FLOW}---\n${FLOW.replace('nightly', 'weekly')}` };
    expect(await error('create_flow_from_yaml', two)).toContain('The YAML contains 2 documents');
  });

  it('a backfill that runs is not replaced', async () => {
    const first = { start: '2026-01-01T00:30:00Z', end: '2026-01-01T12:30:00Z' };
    const started = await call('backfill_executions', { ...flow, ...first, labels: { which: 'first' } });
    expect(started).toMatchObject({ runs: '12' });
    const second = { start: '2026-02-01', end: '2026-02-02', labels: ['which:second'] };
    expect(await error('backfill_executions', { ...flow, ...second })).toMatch(
      /^A backfill of the trigger "hourly" from 2026-01-01T00:30:00\S* to 2026-01-01T12:30:00\S* is running/,
    );
  });

  it('two names that are one file are kept apart', async () => {
    const file = (action: string, args: Json) => ({ namespace, action, ...args });
    const create = (path: string, file_content: string) => file('create', { path, file_content });
    const tool = 'namespace_file_action';
    expect(await call(tool, create('/in/q 1.csv', 'BLANK'))).toMatchObject({ status: 'created' });
    expect(await error(tool, create('/in/q+1.csv', 'PLUS'))).toContain(
      'the same path as the existing "/in/q 1.csv"',
    );
    expect(await call(tool, file('get', { path: '/in/q 1.csv' }))).toMatchObject({ content: 'BLANK' });
    expect(await call(tool, create('/in/q 1.csv', 'AGAIN'))).toMatchObject({ status: 'updated' });
    expect(await call(tool, file('search', { q: 'q 1' }))).toEqual({ results: ['/in/q+1.csv'] });
  });

  it('what is not there cannot be deleted, and that is an answer', async () => {
    const path = { namespace, path: '/none' };
    const action = 'delete';
    for (const [tool, args] of [
      ['manage_flow', { ...flow, flow_id: 'none' }],
      ['manage_kv_store', { namespace, key: 'none' }],
      ['namespace_file_action', path],
      ['namespace_directory_action', path],
    ] as const)
      expect(await call(tool, { ...args, action })).toMatchObject({ status: 'not_found' });
  });
});
