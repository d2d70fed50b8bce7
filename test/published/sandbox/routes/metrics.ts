import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { page } from '../query/page.js';
import type { Metric } from '../store/metrics.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { tenant } from './lookup.js';

/** What tasks have measured. */
export function metricRoutes(world: World): Route[] {
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
