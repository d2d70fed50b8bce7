import { describe, expect, it } from '@jest/globals';
import execution from '../../../plugins/execution/src/index.js';
import files from '../../../plugins/files/src/index.js';
import flow from '../../../plugins/flow/src/index.js';
import kv from '../../../plugins/kv/src/index.js';
import logs from '../../../plugins/logs/src/index.js';
import replay from '../../../plugins/replay/src/index.js';
import { callPlugin } from '../../support/host/call-plugin.js';
import { useKestra } from '../../support/kestra/use-kestra.js';

const kestra = useKestra();
const VERSIONS = ['1.3', '2.0'];
const RUN = { id: 'e1', namespace: 'a.b', flowId: 'etl', state: { current: 'SUCCESS' } };

/** Returns the requests to Kestra, which must not depend on the form in which a call is sent. */
async function asked(plugin: object, version: string, tool: string, given: Record<string, unknown>) {
  // Enough responses that no tool leaves a request open when another fails.
  kestra.answers({
    'GET /main/executions/e1': { json: RUN },
    'GET /main/executions/search': { json: { results: [], total: 0 } },
    'GET /main/logs/e1': { json: [] },
  });
  await callPlugin(plugin, kestra, version)(tool, given);
  return kestra.asked.map(({ line, body }) => ({ line, body: body.replaceAll(/formdata-\S+/g, '') }));
}

type Sent = Record<string, unknown>;
const SAME: [what: string, plugin: object, tool: string, sent: Sent, meant: Sent][] = [
  [
    'a number as text',
    logs,
    'get_execution_logs',
    { execution_id: 'e1', attempt: '3' },
    { execution_id: 'e1', attempt: 3 },
  ],
  [
    'a boolean as text',
    replay,
    'replay_execution',
    { ids: ['e1'], latest_revision: 'True' },
    { ids: ['e1'], latest_revision: true },
  ],
  ['a list as JSON', replay, 'replay_execution', { ids: '["e1"]' }, { ids: ['e1'] }],
  ['a lone value for a list', replay, 'replay_execution', { ids: 'e1' }, { ids: ['e1'] }],
  [
    'an object as JSON',
    execution,
    'execute_flow',
    { namespace: 'a.b', flow_id: 'etl', labels: '{"team":"x"}' },
    { namespace: 'a.b', flow_id: 'etl', labels: { team: 'x' } },
  ],
  [
    'blanks',
    logs,
    'follow_execution_logs',
    { execution_id: 'e1', min_level: '', timeout: 0 },
    { execution_id: 'e1' },
  ],
  [
    'a level in another case',
    logs,
    'get_execution_logs',
    { execution_id: 'e1', min_level: 'warning' },
    { execution_id: 'e1', min_level: 'WARN' },
  ],
  [
    'an action in another case',
    kv,
    'manage_kv_store',
    { namespace: 'a.b', action: 'List' },
    { namespace: 'a.b', action: 'list' },
  ],
  [
    'blanks around an id',
    kv,
    'manage_kv_store',
    { namespace: ' a.b', action: 'get', key: 'k\n' },
    { namespace: 'a.b', action: 'get', key: 'k' },
  ],
  [
    'the page of a run',
    execution,
    'manage_executions',
    { action: 'kill', execution_id: 'https://k/ui/main/executions/a.b/etl/e1/gantt' },
    { action: 'kill', execution_id: 'e1' },
  ],
  [
    'the page of a flow',
    flow,
    'manage_flow',
    { action: 'get_yaml', flow_id: '/ui/main/flows/edit/a.b/etl' },
    { action: 'get_yaml', flow_id: 'etl', namespace: 'a.b' },
  ],
  [
    "a sister's name",
    files,
    'namespace_file_action',
    { namespace: 'a.b', action: 'search', query: 'x' },
    { namespace: 'a.b', action: 'search', q: 'x' },
  ],
  [
    'camelCase',
    execution,
    'manage_executions',
    { action: 'get', executionId: 'e1' },
    { action: 'get', execution_id: 'e1' },
  ],
];

describe.each(VERSIONS)('on Kestra %s', (version) => {
  it.each(SAME)('%s means the same', async (_, plugin, tool, sent, meant) => {
    const expected = await asked(plugin, version, tool, meant);
    expect(expected.length).toBeGreaterThan(0);
    expect(await asked(plugin, version, tool, sent)).toEqual(expected);
  });

  it.each<[string, object, string, Sent]>([
    ['"task_id"', logs, 'delete_execution_logs', { execution_id: 'e1', task_id: '' }],
    ['"trigger_id"', logs, 'delete_flow_logs', { namespace: 'a.b', flow_id: 'etl', trigger_id: '' }],
    ['"cascade"', execution, 'manage_executions', { action: 'kill', execution_id: 'e1', cascade: '' }],
    ['Did you mean "execution_id"?', execution, 'manage_executions', { action: 'delete', ids: 'e1' }],
    ['Did you mean "start_date"?', logs, 'search_logs', { start: '2026-01-01', start_date: '2026-01-02' }],
    ['Did you mean "execution_id"?', logs, 'get_execution_logs', { ids: ['e1', 'e2'] }],
  ])('nothing is sent, and the error says %s', async (says, plugin, tool, given) => {
    const { error } = await callPlugin(plugin, kestra, version)(tool, given);
    expect(error).toContain(says);
    expect(kestra.lines).toEqual([]);
  });

  it('an unused blank does not hinder what destroys', async () => {
    const blanks = { file_content: '', to_path: '', q: '', encoding: '', offset: '' };
    const given = { namespace: 'a.b', action: 'delete', path: '/x.txt' };
    const expected = await asked(files, version, 'namespace_file_action', given);
    expect(await asked(files, version, 'namespace_file_action', { ...given, ...blanks })).toEqual(expected);
  });
});
