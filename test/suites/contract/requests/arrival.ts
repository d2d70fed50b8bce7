import type { Case } from './case.js';
import type { Recorded } from './recorder.js';

/** Texts that are not sent unchanged, because the server uses, converts or checks them. */
const STAY: Readonly<Record<string, readonly string[]>> = {
  backfill_executions: ['start', 'labels'],
  get_execution_output: ['task_run_id', 'name'],
  get_instance_info: ['info'],
  get_metrics: ['name', 'time_range'],
  list_executions: ['time_range'],
  manage_executions: ['task_run_id', 'path'],
  manage_flow: ['task_id', 'lines'],
  manage_kv_store: ['type'],
  manage_trigger: ['trigger_id'],
  namespace_file_action: ['encoding', 'file_content'],
  restart_execution: ['namespace', 'flow_id'],
  // Read from the flow's source before 2.0.
  list_expressions: ['task_id'],
  summarize_health: ['time_range'],
  // The server checks that the execution belongs to the flow.
  show_flow: ['namespace', 'flow_id'],
};

/** Texts in the arguments that appear in no request. A dropped filter would return everything. */
export function textsLeftBehind({ tool, args }: Case, requests: readonly Recorded[]): string[] {
  const sent = requests.map(everyText).join('\n');
  const given = Object.entries(args).filter(([name]) => name !== 'action' && !STAY[tool]?.includes(name));
  return given.flatMap(([name, value]) =>
    textsIn(value)
      .filter((text) => !sent.includes(text))
      .map((text) => `${name}: ${text}`),
  );
}

function everyText({ path, query, headers, body }: Recorded): string {
  const content = body.toString();
  // An expression is not JSON.
  const isJson = /^\s*(?!\{\{)[[{"]/.test(content);
  return [
    ...path.split('/').map(decodeURIComponent),
    ...query.flat(),
    ...Object.values(headers).map(String),
    content,
    ...(isJson ? textsIn(JSON.parse(content)) : []),
  ].join('\n');
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
