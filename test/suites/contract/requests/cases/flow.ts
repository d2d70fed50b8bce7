import { yamlOf } from '../answer.js';
import type { Case } from '../case.js';
import { AWKWARD, EXECUTION, FLOW, NAMESPACE, TASK } from '../ids.js';

const ref = { namespace: NAMESPACE, flow_id: FLOW };
const yaml = yamlOf(FLOW);
const user_prompt = AWKWARD;

export const FLOW_CASES: readonly Case[] = [
  { tool: 'search_flows', args: { query: AWKWARD } },
  { tool: 'search_flows', args: { query: AWKWARD, size: 5, page: 1 }, when: { nothing: true } },
  { tool: 'search_flows', args: { query: AWKWARD, namespace: NAMESPACE }, when: { nothing: true } },
  { tool: 'search_flows', args: { query: AWKWARD, page: 2 }, when: { nothing: true } },
  { tool: 'find_flow', args: { query: FLOW } },
  { tool: 'find_flow', args: { query: AWKWARD, namespace: NAMESPACE } },
  { tool: 'list_flows_with_triggers', args: {} },
  { tool: 'list_flows_with_triggers', args: { namespace: NAMESPACE, enabled_only: true } },
  { tool: 'list_flows_with_triggers', args: { disabled_only: true } },
  { tool: 'list_flows_with_triggers', args: { offset: 1 } },
  { tool: 'create_flow_from_yaml', args: { yaml_definition: yaml } },
  { tool: 'create_flow_from_yaml', args: { yaml_definition: yaml }, when: { exists: true } },
  ...['enable', 'disable', 'list_revisions', 'list_dependencies', 'get_yaml', 'delete'].map((action) => ({
    tool: 'manage_flow',
    args: { action, ...ref },
  })),
  { tool: 'manage_flow', args: { action: 'list_dependencies', ...ref }, when: { nothing: true } },
  { tool: 'manage_flow', args: { action: 'get_yaml', ...ref, revision: 1 } },
  { tool: 'manage_flow', args: { action: 'get_yaml', ...ref, offset: 3 } },
  { tool: 'manage_flow', args: { action: 'get_yaml', ...ref, lines: '1-2' } },
  { tool: 'manage_flow', args: { action: 'get_yaml', ...ref, task_id: TASK, revision: 2 } },
  { tool: 'manage_flow', args: { action: 'list_revisions', ...ref, with_yaml: true } },
  { tool: 'show_flow', args: ref },
  { tool: 'show_flow', args: { ...ref, revision: 1 } },
  { tool: 'show_flow', args: { ...ref, execution_id: EXECUTION } },
  { tool: 'generate_flow', args: { user_prompt } },
  { tool: 'generate_flow', args: { user_prompt, flow_yaml: yaml } },
  { tool: 'generate_flow', args: { user_prompt, flow_yaml: yaml, namespace: NAMESPACE } },
  { tool: 'generate_flow', args: { user_prompt, provider_id: 'gemini 2' }, since: '1.3' },
  { tool: 'generate_flow', args: { user_prompt, auto_create: true } },
  { tool: 'generate_flow', args: { user_prompt, auto_create: true }, when: { exists: true } },
  { tool: 'generate_dashboard', args: { user_prompt }, since: '1.3' },
  {
    tool: 'generate_dashboard',
    args: { user_prompt, dashboard_yaml: 'id: dashboard\n', provider_id: 'gemini 2', auto_create: true },
    since: '1.3',
  },
];
