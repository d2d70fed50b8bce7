import { expect, it } from '@jest/globals';
import type { SelectedTool } from '../selection/selection.js';
import { meantTool } from './meant-tool.js';

const tool = (name: string, actions: readonly string[] = [], off: readonly string[] = [], enabled = true) => {
  const manifest = { name, actions: actions.map((name) => ({ name, switch: name === 'auto_create' })) };
  const states = actions.map((name) => ({ name, enabled: !off.includes(name) }));
  return [name, { tool: { manifest }, enabled, actions: states } as unknown as SelectedTool] as const;
};
const tools = new Map([
  tool('edit_flow'),
  tool('execute_flow'),
  tool('generate_flow', ['auto_create']),
  tool('list_flows_in_namespace'),
  tool('list_executions'),
  tool('delete_flow_logs'),
  tool('manage_flow', ['delete', 'get_yaml', 'list_revisions', 'enable'], ['enable']),
  tool('manage_executions', ['pause', 'delete']),
  tool('manage_kv_store', ['list', 'delete']),
  tool('namespace_file_action', ['delete']),
  tool('manage_apps', ['create'], [], false),
]);

it.each([
  ['delete_flow', ' Use manage_flow with the action "delete".'],
  ['delete_flows', ' Use manage_flow with the action "delete".'],
  ['list_flow_revisions', ' Use manage_flow with the action "list_revisions".'],
  ['get_flow_yaml', ' Use manage_flow with the action "get_yaml".'],
  ['pause_execution', ' Use manage_executions with the action "pause".'],
  ['list_kv', ' Use manage_kv_store with the action "list".'],
  ['delete_kv_store', ' Use manage_kv_store with the action "delete".'],
  ['delete_file', ' Use namespace_file_action with the action "delete".'],
  ['delete_namespace', ''],
  ['enable_flow', ''],
  ['create_app', ''],
  ['auto_create_flow', ''],
  ['remove_flow', ''],
  ['edit_flows', ' Did you mean "edit_flow"?'],
  ['exekute_flow', ' Did you mean "execute_flow"?'],
  ['list_flows', ' Did you mean "list_flows_in_namespace"?'],
  ['delete', ' Did you mean "delete_flow_logs"?'],
  [`list_${'x'.repeat(10_000)}`, ''],
])('%.30s:%s', (name, text) => {
  expect(meantTool(name, { tools })).toBe(text);
});
