import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import type { World } from '../world.js';

/** What expressions can use: of the instance, so without a tenant. */
export function pebbleRoutes({ mode }: World): Route[] {
  const { functions, filters } = mode.pebble;
  return [
    {
      method: 'GET',
      template: '/pebble/functions',
      operation: 'listFunctions',
      handle: () => json(functions),
    },
    { method: 'GET', template: '/pebble/filters', operation: 'listFilters', handle: () => json(filters) },
  ];
}
