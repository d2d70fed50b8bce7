import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import { page } from '../query/page.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { tenant } from './lookup.js';

/** What tasks have measured. */
export function metricRoutes({ metrics }: World): Route[] {
  return [
    tenant(['GET', '/metrics/{executionId}'], 'searchByExecution', (call) => {
      const { results, total } = page(metrics.ofExecution(call.param('executionId')), call);
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
