import { type Answer, type Answers, type Asked, created, empty, list, page, yamlOf } from './answer.js';
import { AUTHOR_ANSWERS } from './author-answers.js';
import { EE_ANSWERS } from './ee-answers.js';
import { EXECUTION, FLOW, KEY, METRIC, NAMESPACE, NEW_FILE, TASK, TASK_RUN, TENANT, TRIGGER } from './ids.js';

const START = '2026-01-31T12:00:00Z';

/** A flow with a schedule, and a pause nested in another task. */
function flow({ plainPause }: Asked) {
  const asked = [
    { id: 'reason', type: 'STRING', defaults: 'none' },
    { id: 'sure', type: 'BOOL', required: false },
  ];
  const onResume = plainPause ? [] : asked;
  const pause = { id: TASK, type: 'io.kestra.plugin.core.flow.Pause', onResume };
  return {
    id: FLOW,
    namespace: NAMESPACE,
    revision: 3,
    source: `${yamlOf(FLOW)}tasks:\n  - id: ${TASK}\n`,
    inputs: Object.entries({ text: 'STRING', number: 'INT', object: 'JSON', none: 'STRING' }).map(
      ([id, type]) => ({ id, type }),
    ),
    tasks: [{ id: 'all', type: 'io.kestra.plugin.core.flow.Sequential', tasks: [pause] }],
    triggers: [{ id: TRIGGER, type: 'io.kestra.plugin.core.trigger.Schedule' }],
  };
}

/** Kestra 2.0 returns only the flow's name. */
function sourceRow(asked: Asked) {
  const matches = [{ line: 1, column: 4, snippet: 'id: [mark]flow[/mark]' }];
  if (asked.version === '2.0') return { namespace: NAMESPACE, id: FLOW, editable: true, matches };
  return { model: flow(asked), fragments: [] };
}

function execution({ state: current = 'SUCCESS', version }: Asked) {
  const state = { current, startDate: START, histories: [] };
  // Kestra 2.0 has separate routes for outputs.
  const outputs = version === '2.0' ? undefined : { rows: 1 };
  return {
    id: EXECUTION,
    namespace: NAMESPACE,
    flowId: FLOW,
    state,
    labels: [
      { key: 'team', value: 'data' },
      { key: 'system.correlationId', value: EXECUTION },
    ],
    taskRunList: [{ id: TASK_RUN, taskId: TASK, state, outputs }],
  };
}

const line = { timestamp: START, level: 'INFO', message: 'Hello', taskId: TASK, executionId: EXECUTION };
const metric = {
  name: METRIC,
  type: 'counter',
  value: 3,
  taskId: TASK,
  taskRunId: TASK_RUN,
  timestamp: START,
};
const aggregated = { groupBy: 'day', aggregations: [{ name: METRIC, value: 3, date: START }] };
const event = (id: string, data: object) => `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
const graph = { nodes: [{ uid: FLOW, namespace: NAMESPACE, id: FLOW }], edges: [] };
const trigger = { namespace: NAMESPACE, flowId: FLOW, triggerId: TRIGGER, backfill: {} };
/** A trigger. If the case begins in a state, it has a backfill in that state. */
const triggerRow = ({ state }: Asked) => {
  const backfill = {
    start: START,
    end: '2026-02-01T00:00:00Z',
    currentDate: START,
    paused: state === 'PAUSED',
  };
  return { ...trigger, tenantId: TENANT, disabled: state === 'KILLED', backfill: state && backfill };
};
const heldRow = (asked: Asked): Answer => ({ json: triggerRow(asked) });
const kvEntry = { key: KEY, namespace: NAMESPACE };
const file = { type: 'File', fileName: 'a.txt', size: 2, lastModifiedTime: 0, creationTime: 0 };

const one = (asked: Asked): Answer => ({ json: execution(asked) });
/** Kestra 2.0 runs bulk actions asynchronously. */
const bulk = ({ version }: Asked): Answer =>
  version === '2.0' ? { status: 202, json: { operationId: 'op', totalItems: 2 } } : { json: { count: 2 } };

const ANSWERS: Answers = {
  'GET configs': ({ version }) => ({
    json: { version: `${version}.1`, edition: 'EE', url: 'http://kestra' },
  }),
  'GET flows/search': (asked) => page(asked, flow(asked)),
  'GET flows/source': (asked) => page(asked, sourceRow(asked)),
  'GET flows/distinct-namespaces': () => ({ json: [NAMESPACE] }),
  'GET flows/{namespace}': (asked) => ({ json: [flow(asked)] }),
  'GET flows/{namespace}/{id}': (asked) => ({ json: flow(asked) }),
  'GET flows/{namespace}/{id}/revisions': (asked) => ({ json: [flow(asked)] }),
  'GET flows/{namespace}/{id}/dependencies': ({ nothing }) => ({ json: nothing ? {} : graph }),
  'POST flows': (asked) => created(asked, flow(asked)),
  'PUT flows/{namespace}/{id}': (asked) => ({ json: flow(asked) }),
  'DELETE flows/{namespace}/{id}': () => ({ status: 204 }),
  'POST flows/validate': () => ({ json: [{ index: 0, outdated: false }] }),
  'POST flows/enable/by-ids': () => ({ json: { count: 1 } }),
  'POST flows/disable/by-ids': () => ({ json: { count: 1 } }),
  'GET namespaces/search': (asked) => page(asked, { id: NAMESPACE }),
  'GET namespaces/{namespace}/dependencies': () => ({ json: graph }),
  'GET flows/{namespace}/{id}/graph': () => ({ json: { nodes: [], edges: [], clusters: [] } }),
  'GET executions/{executionId}/graph': () => ({ json: { nodes: [], edges: [], clusters: [] } }),
  'GET namespaces/{namespace}/kv': () => ({ json: [kvEntry] }),
  'GET kv': (asked) => page(asked, kvEntry),
  'GET namespaces/{namespace}/kv/{key}': () => ({ json: { type: 'STRING', value: 'v' } }),
  'PUT namespaces/{namespace}/kv/{key}': empty,
  'DELETE namespaces/{namespace}/kv/{key}': () => ({ json: true }),
  'GET namespaces/{namespace}/files': () => ({ text: 'content', type: 'application/octet-stream' }),
  'POST namespaces/{namespace}/files': empty,
  'PUT namespaces/{namespace}/files': empty,
  'DELETE namespaces/{namespace}/files': empty,
  'GET namespaces/{namespace}/files/search': () => ({ json: ['/a.txt'] }),
  'GET namespaces/{namespace}/files/directory': () => ({ json: [file] }),
  'POST namespaces/{namespace}/files/directory': empty,
  'GET namespaces/{namespace}/files/stats': ({ query }) =>
    query.path === NEW_FILE
      ? { status: 404, json: { message: 'Not Found' } }
      : { json: { ...file, type: query.path?.endsWith('.txt') ? 'File' : 'Directory' } },
  'GET executions/search': (asked) => page(asked, execution(asked)),
  'GET executions/{executionId}': one,
  'GET executions/{executionId}/file': () => ({ text: 'a,b\n1,2\n', type: 'application/octet-stream' }),
  'GET executions/{executionId}/file/metas': () => ({ json: { size: 8 } }),
  'DELETE executions/{executionId}': () => ({ status: 204 }),
  'POST executions/{namespace}/{id}': one,
  'DELETE executions/{executionId}/kill': () => ({ status: 202 }),
  'POST executions/{executionId}/pause': empty,
  'POST executions/{executionId}/resume': empty,
  'POST executions/{executionId}/change-status': one,
  'POST executions/{executionId}/labels': one,
  'POST executions/{executionId}/restart': one,
  'POST executions/{executionId}/replay': one,
  'POST executions/{executionId}/replay-with-inputs': one,
  'POST executions/{executionId}/state': one,
  'POST executions/{executionId}/force-run': one,
  'POST executions/resume/by-ids': bulk,
  'POST executions/replay/by-ids': bulk,
  'GET outputs/executions/{executionId}': () => ({ json: { total: 1 } }),
  'GET outputs/tasks/{executionId}': () => ({ json: [{ taskId: TASK, taskRunId: TASK_RUN }] }),
  'GET outputs/tasks/{executionId}/{taskRunId}': () => ({ json: { rows: 1 } }),
  'GET metrics/{executionId}': (asked) => page(asked, metric),
  'GET metrics/names/{namespace}/{flowId}': (asked) => list(asked, metric.name),
  'GET metrics/names/{namespace}/{flowId}/{taskId}': (asked) => list(asked, metric.name),
  'GET metrics/tasks/{namespace}/{flowId}': (asked) => list(asked, TASK),
  'GET metrics/aggregates/{namespace}/{flowId}/{metric}': () => ({ json: aggregated }),
  'GET metrics/aggregates/{namespace}/{flowId}/{taskId}/{metric}': () => ({ json: aggregated }),
  'GET logs/search': (asked) => page(asked, line),
  'GET logs/{executionId}': (asked) => list(asked, line),
  'GET logs/{executionId}/download': ({ nothing }) => ({
    text: nothing ? '' : 'a line\n',
    type: 'text/plain',
  }),
  'GET logs/{executionId}/follow': () => ({
    text: event('start', {}) + event('progress', line),
    type: 'text/event-stream',
  }),
  'DELETE logs/{executionId}': empty,
  'DELETE logs/{namespace}/{flowId}': empty,
  'GET triggers/{namespace}/{flowId}': (asked) => page(asked, triggerRow(asked)),
  'GET triggers/search': (asked) => {
    const row = triggerRow(asked);
    return page(asked, asked.version === '2.0' ? { state: row } : { triggerContext: row });
  },
  'PUT triggers/set-disabled': () => ({ json: trigger }),
  'PUT triggers/backfill/pause': heldRow,
  'PUT triggers/backfill/unpause': heldRow,
  'POST triggers/backfill/delete': () => ({ json: trigger }),
  'POST triggers/{namespace}/{flowId}/{triggerId}/unlock': heldRow,
  'POST triggers/{namespace}/{flowId}/{triggerId}/restart': heldRow,
  'PUT triggers': () => ({ json: trigger }),
  'PUT triggers/backfill/create': () => ({ json: trigger }),
  'POST ai/generate/flow': () => ({ text: yamlOf(FLOW), type: 'application/x-yaml' }),
  'POST ai/generate/dashboard': () => ({ text: 'id: dashboard\n', type: 'application/x-yaml' }),
  'POST dashboards': () => ({ json: { id: 'dashboard', tenantId: TENANT } }),
  ...AUTHOR_ANSWERS,
  ...EE_ANSWERS,
};

/** Responses that do not depend on what the case names. */
const LISTING = /^GET .*(search|source|directory|kv|configs|flows\/\{namespace\})$/;

/** A plausible response to an operation, or 501 if no tool was known to use it. */
export function answerTo(operation: string, asked: Asked): Answer {
  const key = operation.replace(/\/api\/v1\/(\{tenant\}\/)?/, '').replace('}/actions/', '}/');
  if (asked.missing && !LISTING.test(key))
    return { status: 404, json: { message: 'Not Found: no such thing' } };
  return ANSWERS[key]?.(asked) ?? { status: 501, json: { message: `The test has no answer to "${key}".` } };
}
