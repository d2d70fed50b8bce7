import { enterpriseRoutes } from '../enterprise/index.js';
import type { Route } from '../http/router.js';
import type { World } from '../world.js';
import { aiRoutes } from './ai.js';
import { backfillRoutes } from './backfills.js';
import { dashboardRoutes } from './dashboards.js';
import { executionActionRoutes } from './execution-actions.js';
import { executionBulkRoutes } from './execution-bulk.js';
import { executionCreateRoutes } from './execution-create.js';
import { executionFileRoutes } from './execution-files.js';
import { executionHoldRoutes } from './execution-holds.js';
import { executionRerunRoutes } from './execution-reruns.js';
import { executionRoutes } from './executions.js';
import { expressionRoutes } from './expressions.js';
import { fileRoutes } from './files.js';
import { flowBulkRoutes } from './flow-bulk.js';
import { flowManyRoutes } from './flow-many.js';
import { flowSearchRoutes } from './flow-search.js';
import { flowRoutes } from './flows.js';
import { graphRoutes } from './graphs.js';
import { instanceRoutes } from './instance.js';
import { kvRoutes } from './kv.js';
import { logRoutes } from './logs.js';
import { metricRoutes } from './metrics.js';
import { namespaceRoutes } from './namespaces.js';
import { outputRoutes } from './outputs.js';
import { pebbleRoutes } from './pebble.js';
import { pluginRoutes } from './plugins.js';
import { renderingRoutes } from './rendering.js';
import { triggerRoutes } from './triggers.js';
import { webhookRoutes } from './webhooks.js';

const GROUPS = [
  instanceRoutes,
  pluginRoutes,
  renderingRoutes,
  flowRoutes,
  flowSearchRoutes,
  flowBulkRoutes,
  flowManyRoutes,
  executionRoutes,
  graphRoutes,
  executionCreateRoutes,
  executionActionRoutes,
  executionRerunRoutes,
  executionBulkRoutes,
  executionFileRoutes,
  executionHoldRoutes,
  webhookRoutes,
  logRoutes,
  kvRoutes,
  namespaceRoutes,
  aiRoutes,
  expressionRoutes,
  pebbleRoutes,
  metricRoutes,
  outputRoutes,
  fileRoutes,
  triggerRoutes,
  backfillRoutes,
  dashboardRoutes,
  enterpriseRoutes,
];

/** All routes of a sandbox in its mode. */
export function allRoutes(world: World): Route[] {
  return GROUPS.flatMap((group) => group(world));
}
