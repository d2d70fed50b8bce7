import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import type { World } from '../world.js';

/** The functions and filters for expressions. They belong to the instance, not to a tenant. */
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
