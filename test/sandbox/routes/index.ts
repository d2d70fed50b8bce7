import type { Route } from '../http/router.js';
import type { World } from '../world.js';
import { aiRoutes } from './ai.js';
import { executionActionRoutes } from './execution-actions.js';
import { executionBulkRoutes } from './execution-bulk.js';
import { executionCreateRoutes } from './execution-create.js';
import { executionRoutes } from './executions.js';
import { flowBulkRoutes } from './flow-bulk.js';
import { flowSearchRoutes } from './flow-search.js';
import { flowRoutes } from './flows.js';
import { instanceRoutes } from './instance.js';
import { kvRoutes } from './kv.js';
import { logRoutes } from './logs.js';
import { namespaceRoutes } from './namespaces.js';

const GROUPS = [
  instanceRoutes,
  flowRoutes,
  flowSearchRoutes,
  flowBulkRoutes,
  executionRoutes,
  executionCreateRoutes,
  executionActionRoutes,
  executionBulkRoutes,
  logRoutes,
  kvRoutes,
  namespaceRoutes,
  aiRoutes,
];

/** Every route of a sandbox in its mode. */
export function allRoutes(world: World): Route[] {
  return GROUPS.flatMap((group) => group(world));
}
