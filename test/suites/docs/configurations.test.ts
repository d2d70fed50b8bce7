import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, type Json, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { enabledNames, listedTools } from '../../support/host/listed.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const EXAMPLES = join(ROOT, 'examples', 'configurations');
const READING = [
  ...['diagnose_execution', 'get_execution_output'],
  ...['list_executions', 'find_flow', 'list_flows_with_triggers', 'search_flows'],
  ...['download_execution_logs', 'follow_execution_logs', 'get_execution_logs', 'search_logs'],
  ...['list_flows_in_namespace', 'list_namespace_dependencies', 'list_namespaces'],
];
const READING_FLOWS = [
  'manage_flow',
  ...['get_yaml', 'list_dependencies', 'list_revisions'].map((name) => `manage_flow:${name}`),
];
const RUNNING = [
  ...['add_execution_labels', 'execute_flow', 'manage_executions'],
  ...['change_status', 'get', 'pause'].map((name) => `manage_executions:${name}`),
  ...['manage_flow:disable', 'manage_flow:enable'],
  ...['change_taskrun_state', 'restart_execution', 'force_run_execution', 'resume_execution'],
];

/** What is enabled, and the calls that are refused with their reasons. */
const CASES: Record<string, { on: string[]; refused: [tool: string, given: Json, says: string][] }> = {
  'read-only-analyst': {
    on: [
      ...READING,
      ...READING_FLOWS,
      ...['manage_executions', 'manage_executions:get', 'generate_dashboard', 'generate_flow'],
    ],
    refused: [
      ['execute_flow', { namespace: 'company', flow_id: 'greet' }, 'not available: read-only'],
      ['manage_kv_store', { action: 'list', namespace: 'company' }, 'not available: read-only'],
      [
        'manage_flow',
        { action: 'delete', namespace: 'company', flow_id: 'greet' },
        'not available: read-only',
      ],
    ],
  },
  'team-namespace': {
    on: [
      ...[...READING, ...READING_FLOWS, ...RUNNING],
      ...['create_flow_from_yaml', 'generate_flow', 'generate_flow:auto_create'],
      ...['describe_task_type', 'edit_flow', 'search_task_types', 'validate_flow'],
      'namespace_directory_action',
      ...['create', 'list', 'move'].map((name) => `namespace_directory_action:${name}`),
      'namespace_file_action',
      ...['create', 'get', 'move', 'search'].map((name) => `namespace_file_action:${name}`),
    ],
    refused: [
      ['list_flows_in_namespace', { namespace: 'company' }, 'outside the fixed namespaces'],
      [
        'create_flow_from_yaml',
        { yaml_definition: 'id: a\nnamespace: other\ntasks: []' },
        "outside this server's fixed namespaces",
      ],
      [
        'manage_flow',
        { action: 'delete', namespace: 'company.team', flow_id: 'greet' },
        'not available: disabled by',
      ],
    ],
  },
  operator: {
    on: [
      ...[...READING, ...READING_FLOWS, ...RUNNING],
      ...['manage_executions:kill', 'backfill_executions', 'replay_execution'],
    ],
    refused: [
      [
        'create_flow_from_yaml',
        { yaml_definition: 'id: a\nnamespace: b\ntasks: []' },
        'not available: it is not listed in',
      ],
      ['manage_executions', { action: 'delete', execution_id: 'abc' }, 'not available: disabled by'],
      ['delete_execution_logs', { execution_id: 'abc' }, 'not available: disabled by'],
    ],
  },
};

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

describe.each(Object.entries(CASES))('examples/configurations/%s', (name, { on, refused }) => {
  let host: RunningHost;
  let cwd: string;

  /** As the README says: both files in the folder where the server looks, the second one as `.env`. */
  beforeAll(async () => {
    const env = readFileSync(join(EXAMPLES, name, '.env.example'), 'utf8');
    cwd = temporaryFolder({ '.env': env.replace('http://localhost:8080', sandbox.baseUrl) });
    cpSync(join(EXAMPLES, name, 'kestra-mcp.config.json'), join(cwd, 'kestra-mcp.config.json'));
    host = await startHost({ cwd });
  });

  it('has exactly this on, for the client too', async () => {
    const names = enabledNames(await listedTools({ cwd }));
    expect(names.sort()).toEqual([...on].sort());
    const { tools } = await host.client.listTools();
    const whole = on.filter((each) => !each.includes(':'));
    expect(tools.map((tool) => tool.name).sort()).toEqual(whole.sort());
  });

  it('reads from the Kestra of its .env', async () => {
    expect(await ok(host.client, 'list_flows_in_namespace', { namespace: 'company.team' })).toMatchObject({
      results: [],
    });
    expect(sandbox.requests.length).toBeGreaterThan(0);
  });

  it.each(refused)('refuses %s, and sends nothing', async (tool, given, says) => {
    const before = sandbox.requests.filter(({ method }) => method !== 'GET').length;
    expect(await failed(host.client, tool, given)).toContain(says);
    expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toHaveLength(before);
  });
});
