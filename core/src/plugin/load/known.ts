/** The tools of Kestra's Python server, by group. */
const PYTHON: Readonly<Record<string, readonly string[]>> = {
  backfill: ['backfill_executions'],
  ee: [
    'generate_app',
    'generate_test',
    'get_instance_info',
    'invite_user',
    'manage_announcements',
    'manage_apps',
    'manage_group',
    'manage_invitations',
    'manage_tests',
    'search_apps',
  ],
  execution: ['add_execution_labels', 'execute_flow', 'list_executions', 'manage_executions'],
  files: ['namespace_directory_action', 'namespace_file_action'],
  flow: [
    'create_flow_from_yaml',
    'find_flow',
    'generate_dashboard',
    'generate_flow',
    'list_flows_with_triggers',
    'manage_flow',
    'search_flows',
  ],
  kv: ['manage_kv_store'],
  logs: [
    'delete_execution_logs',
    'delete_flow_logs',
    'download_execution_logs',
    'follow_execution_logs',
    'get_execution_logs',
    'search_logs',
  ],
  namespace: ['list_flows_in_namespace', 'list_namespace_dependencies', 'list_namespaces'],
  replay: ['replay_execution'],
  restart: ['change_taskrun_state', 'restart_execution'],
  resume: ['force_run_execution', 'resume_execution'],
};

/** Tools that the Python server does not have. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  author: [
    'compare_flow_revisions',
    'describe_task_type',
    'edit_flow',
    'list_expressions',
    'render_expression',
    'search_task_types',
    'validate_flow',
  ],
  diagnose: ['diagnose_execution', 'get_execution_output', 'get_metrics', 'summarize_health'],
  flow: ['show_flow'],
  trigger: ['manage_trigger'],
};

/** Built-in groups and tools. Their names are known even if their plugin is not loaded. */
export const KNOWN_TOOLS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...new Set([...Object.keys(PYTHON), ...Object.keys(ADDED)])]
    .sort()
    .map((group) => [group, [...(PYTHON[group] ?? []), ...(ADDED[group] ?? [])]]),
);

const OF_PYTHON: ReadonlySet<string> = new Set(Object.values(PYTHON).flat());

/** True for everything in the built-in groups that the Python server does not have. */
export function isNotPython({ name, group }: { name: string; group: string }): boolean {
  return Object.hasOwn(KNOWN_TOOLS, group) && !OF_PYTHON.has(name);
}

/** The bundled plugins, by short name. To add one, add one line here. */
export const BUNDLED = [
  'author',
  'backfill',
  'diagnose',
  'ee',
  'execution',
  'files',
  'flow',
  'kv',
  'logs',
  'namespace',
  'replay',
  'restart',
  'resume',
  'trigger',
] as const;

/** Old names that still work, in lists and in calls. */
export const ALIASES: Readonly<Record<string, readonly string[]>> = {
  codegen: ['generate_flow', 'generate_dashboard'],
};
