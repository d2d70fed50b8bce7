import { InputError, type KestraClient, type Metric, millisecondsOf, rowsFrom } from '@kestra-mcp/core';
import type { GetMetrics } from './health.schemas.js';

const MARGIN = 1_000;
const PER_REQUEST = 200;
/** Metrics of an execution that are looked at. */
const MOST = 1_000;

/** Metrics of an execution, of a flow, or which a flow has. */
export async function tellMetrics(kestra: KestraClient, asked: GetMetrics, answerChars: number) {
  const { execution_id, namespace, flow_id, name } = asked;
  const isOfFlow = namespace !== undefined && flow_id !== undefined;
  if ((execution_id !== undefined) === isOfFlow || (namespace !== undefined) !== (flow_id !== undefined)) {
    throw new InputError('Give either "execution_id", or "namespace" and "flow_id".');
  }
  if (execution_id !== undefined) return ofExecution(kestra, { ...asked, execution_id }, answerChars);
  const place = { namespace: namespace ?? '', flowId: flow_id ?? '', taskId: asked.task_id };
  return name === undefined ? namesOf(kestra, place) : byDay(kestra, place, { ...asked, name });
}

async function ofExecution(
  kestra: KestraClient,
  { execution_id, task_id, name, offset }: GetMetrics & { execution_id: string },
  answerChars: number,
) {
  const read = (page: number) =>
    kestra.metrics.ofExecution(execution_id, { taskId: task_id, page, size: PER_REQUEST });
  const first = await read(1);
  // Kestra also returns no metrics for an execution that does not exist.
  if (first.results.length === 0) await kestra.executions.peek(execution_id);
  const { total = first.results.length } = first;
  const pages = Math.ceil(Math.min(total, MOST) / PER_REQUEST);
  const others = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, n) => read(n + 2)));
  const all = [first, ...others].flatMap(({ results }) => results);
  const rows = all.filter((metric) => name === undefined || metric.name === name).sort(byTime);
  const { results, next, total: count } = rowsFrom(rows.map(told), { offset, room: answerChars - MARGIN });
  const unread =
    total > all.length
      ? `Only ${all.length} of ${total} metrics were read. To read fewer, give a task_id.`
      : '';
  const said = [next, unread].filter(Boolean).join(' ');
  return {
    results,
    total: count,
    ...(rows.length === 0 && {
      note:
        all.length > 0
          ? `The execution has other metrics: ${namesIn(all)}.`
          : 'The tasks of the execution have reported no metrics.',
    }),
    ...(said !== '' && { next: said }),
  };
}

function told({ name, type, value, taskId, taskRunId, timestamp, tags }: Metric) {
  return {
    ...{ name, value, type },
    ...(type === 'timer' && { unit: 'ms' }),
    ...{ task_id: taskId, task_run_id: taskRunId, at: timestamp },
    ...(tags != null && Object.keys(tags).length > 0 && { tags }),
  };
}

function byTime(a: Metric, b: Metric): number {
  return (a.timestamp ?? '').localeCompare(b.timestamp ?? '');
}

function namesIn(metrics: readonly Metric[]): string {
  return [...new Set(metrics.map(({ name }) => name))].slice(0, 30).join(', ');
}

interface Place {
  namespace: string;
  flowId: string;
  taskId: string | undefined;
}

async function namesOf(kestra: KestraClient, place: Place) {
  const [names, tasks] = await Promise.all([
    kestra.metrics.names(place),
    place.taskId === undefined ? kestra.metrics.tasks(place) : undefined,
  ]);
  return {
    names,
    ...(tasks && { tasks }),
    next:
      names.length > 0
        ? 'To see the values of a metric by day, repeat the call with its name.'
        : 'No metrics found. The tasks of the flow have reported none, or the flow does not exist.',
  };
}

async function byDay(
  kestra: KestraClient,
  place: Place,
  { name, aggregation, time_range }: GetMetrics & { name: string },
) {
  const now = Date.now();
  const startDate = new Date(Math.max(0, now - millisecondsOf(time_range))).toISOString();
  const endDate = new Date(now).toISOString();
  const { groupBy, aggregations } = await kestra.metrics.aggregate(place, name, {
    startDate,
    endDate,
    aggregation,
  });
  // Kestra adds empty entries for the days in between.
  const found = aggregations.filter((each) => each.name !== undefined);
  return {
    ...{ name, aggregation, by: groupBy, from: startDate, to: endDate },
    results: found.map(({ date, value }) => ({ date, value })),
    total: found.length,
    ...(found.length === 0 && {
      note: 'The metric was not reported in this period. To list the names of all metrics, omit name.',
    }),
  };
}
