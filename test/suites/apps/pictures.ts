/** What the README's pictures show: a nightly execution and its flow. */
const BEGUN = Date.parse('2026-11-28T02:00:00Z');
const iso = (seconds: number) => new Date(BEGUN + seconds * 1_000).toISOString();

type Json = Record<string, unknown>;
type Row = readonly [task: string, from: number, to: number, state?: string, more?: Json];

const attempt = (current: string, from: number, to: number) => ({
  state: { current, startDate: iso(from), endDate: iso(to) },
});
const ROWS: readonly Row[] = [
  ['check_sources', 1, 14],
  ['extract', 14, 96],
  ['extract_orders', 15, 61, 'SUCCESS', { parentTaskRunId: 'extract' }],
  ['extract_customers', 15, 94, 'SUCCESS', { parentTaskRunId: 'extract' }],
  ['extract_clicks', 16, 82, 'WARNING', { parentTaskRunId: 'extract' }],
  ['transform', 97, 171],
  [
    ...(['load_warehouse', 172, 262, 'FAILED'] as const),
    { attempts: [attempt('FAILED', 172, 198), attempt('FAILED', 208, 231), attempt('FAILED', 241, 262)] },
  ],
  ['alert_team', 263, 267],
];

export const RUN = '5dQw3ZkP1mXc8LrTn2BvAh';
export const NIGHT: Json = {
  ...{ id: RUN, namespace: 'company.data', flowId: 'nightly_load', flowRevision: 12 },
  state: { current: 'FAILED', startDate: iso(0), endDate: iso(268) },
  taskRunList: ROWS.map(([taskId, from, to, current = 'SUCCESS', more]) => ({
    ...{ id: taskId, taskId, state: { current, startDate: iso(from), endDate: iso(to) } },
    ...more,
  })),
};

export const LINES: readonly Json[] = [
  {
    timestamp: iso(242),
    level: 'INFO',
    message: 'Loading 48,211 rows into warehouse.orders, attempt 3 of 3.',
  },
  { timestamp: iso(261), level: 'WARN', message: 'The connection to the warehouse was reset.' },
  {
    timestamp: iso(262),
    level: 'ERROR',
    message: 'could not connect to server: Connection refused (10.2.0.15:5432)',
  },
];

const TYPES: Readonly<Record<string, string>> = {
  check_sources: 'io.kestra.plugin.core.http.Request',
  extract: 'io.kestra.plugin.core.flow.Parallel',
  extract_orders: 'io.kestra.plugin.jdbc.postgresql.CopyOut',
  extract_customers: 'io.kestra.plugin.jdbc.postgresql.CopyOut',
  extract_clicks: 'io.kestra.plugin.gcp.gcs.Downloads',
  transform: 'io.kestra.plugin.dbt.cli.DbtCLI',
  load_warehouse: 'io.kestra.plugin.jdbc.postgresql.Batch',
  alert_team: 'io.kestra.plugin.notifications.slack.SlackIncomingWebhook',
};
const node = (id: string, more: Json = {}): Json => {
  const [, , , current = 'SUCCESS'] = ROWS.find(([task]) => task === id) ?? [];
  return { uid: id, task: { id, type: TYPES[id] }, taskRun: { state: { current } }, ...more };
};
const edges = (...pairs: readonly [string, string][]) =>
  pairs.map(([source, target]) => ({ source, target, relation: {} }));

export const GRAPH: Json = {
  nodes: [
    {
      uid: 'nightly',
      triggerDeclaration: { id: 'every_night', type: 'io.kestra.plugin.core.trigger.Schedule' },
    },
    ...['check_sources', 'extract', 'extract_orders', 'extract_customers', 'extract_clicks'].map((id) =>
      node(id),
    ),
    ...['transform', 'load_warehouse'].map((id) => node(id)),
    node('alert_team', { branchType: 'ERROR' }),
  ],
  edges: edges(
    ['nightly', 'check_sources'],
    ['check_sources', 'extract'],
    ['extract', 'extract_orders'],
    ['extract', 'extract_customers'],
    ['extract', 'extract_clicks'],
    ['extract_orders', 'transform'],
    ['extract_customers', 'transform'],
    ['extract_clicks', 'transform'],
    ['transform', 'load_warehouse'],
  ),
  clusters: [
    { cluster: { uid: 'cluster_root.Triggers' }, nodes: ['nightly'] },
    {
      cluster: { uid: 'cluster_extract', taskNode: { task: { id: 'extract' } } },
      nodes: ['extract', 'extract_orders', 'extract_customers', 'extract_clicks'],
    },
  ],
};
