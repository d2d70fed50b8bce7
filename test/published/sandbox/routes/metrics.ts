import { illegalArgument } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { page } from '../query/page.js';
import type { Metric } from '../store/metrics.js';
import { isoDate, isoSeconds, parseDate } from '../time.js';
import type { World } from '../world.js';
import { tenant } from './lookup.js';

const DAY = 86_400_000;
/** The default number of days to aggregate. */
const DAYS = 30;

/** The metrics that tasks reported. */
export function metricRoutes(world: World): Route[] {
  const names = (call: Call) => json(distinct(ofPlace(world, call).map(({ name }) => name)));
  const aggregate = (call: Call) => json(byDay(world, call));
  return [
    tenant(['GET', '/metrics/{executionId}'], 'searchByExecution', (call) => {
      const { results, total } = page(chosen(world, call), call);
      return json({
        results: results.map((metric) => ({
          ...metric,
          timestamp: isoDate(metric.timestamp),
          tags: metric.tags ?? {},
        })),
        total,
      });
    }),
    tenant(['GET', '/metrics/names/{namespace}/{flowId}'], 'listFlowMetrics', names),
    tenant(['GET', '/metrics/names/{namespace}/{flowId}/{taskId}'], 'listTaskMetrics', (call) =>
      json(distinct(ofTask(world, call).map(({ name }) => name))),
    ),
    tenant(['GET', '/metrics/tasks/{namespace}/{flowId}'], 'listTasksWithMetrics', (call) =>
      json(distinct(ofPlace(world, call).map(({ taskId }) => taskId))),
    ),
    tenant(
      ['GET', '/metrics/aggregates/{namespace}/{flowId}/{metric}'],
      'aggregateMetricsFromFlow',
      aggregate,
    ),
    tenant(
      ['GET', '/metrics/aggregates/{namespace}/{flowId}/{taskId}/{metric}'],
      'aggregateMetricsFromTask',
      (call) => json(byDay(world, call, call.param('taskId'))),
    ),
  ];
}

// 2.0 lists the latest first.
function chosen({ metrics, mode }: World, { request, param }: Call): Metric[] {
  const found = metrics.ofExecution(param('executionId'));
  const same = (name: string, value: string) => [null, value].includes(request.query.get(name));
  const wanted = found.filter(
    ({ taskId, taskRunId }) => same('taskId', taskId) && same('taskRunId', taskRunId),
  );
  return mode.problems ? wanted.toReversed() : wanted;
}

function ofPlace({ metrics }: World, { param }: Call): Metric[] {
  return metrics.ofFlow(param('namespace'), param('flowId'));
}

function ofTask(world: World, call: Call): Metric[] {
  return ofPlace(world, call).filter(({ taskId }) => taskId === call.param('taskId'));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

const SUM = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const AGGREGATIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum: SUM,
  avg: (values) => SUM(values) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
};

/** One number a day. A day without a metric has 0 and no name. */
function byDay(world: World, call: Call, taskId?: string): object {
  const { query } = call.request;
  const asked = query.get('aggregation') ?? 'sum';
  const aggregation = AGGREGATIONS[asked];
  if (!aggregation) throw illegalArgument(`Invalid aggregation: ${asked}`);
  const name = call.param('metric');
  const found = ofPlace(world, call).filter(
    (metric) => metric.name === name && (taskId === undefined || metric.taskId === taskId),
  );
  const end = dateIn(query, 'endDate') ?? world.timeline.nowMillis();
  const start = dateIn(query, 'startDate') ?? end - DAYS * DAY;
  const aggregations: object[] = [];
  for (let at = start; at <= end; at += DAY) {
    const values = found.filter(({ timestamp }) => dayOf(timestamp / 1_000) === dayOf(at));
    aggregations.push(
      values.length > 0
        ? { name, value: aggregation(values.map(({ value }) => value)), date: midnight(at) }
        : { value: 0, date: world.mode.problems ? midnight(at) : isoDate(at * 1_000) },
    );
  }
  return { groupBy: 'day', aggregations };
}

function dateIn(query: URLSearchParams, name: string): number | undefined {
  const micros = parseDate(query.get(name) ?? '');
  return micros === undefined ? undefined : micros / 1_000;
}

const dayOf = (millis: number) => Math.floor(millis / DAY);
const midnight = (millis: number) => isoSeconds(dayOf(millis) * DAY);
