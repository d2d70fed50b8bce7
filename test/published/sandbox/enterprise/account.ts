import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import { instance } from '../routes/lookup.js';
import { isoSeconds } from '../time.js';
import type { World } from '../world.js';
import { ADMIN_EMAIL, userOf } from './enterprise.js';

const YEAR_MS = 365 * 24 * 3_600_000;

/** The current user, and the features in the license. */
export function accountRoutes(world: World): Route[] {
  return [
    instance(['GET', '/me'], 'getCurrentUser', () => json(me(world))),
    instance(['GET', '/license-info'], 'licenseInfo', () => json(license(world))),
  ];
}

function me({ enterprise, mode, tenant }: World): object {
  return {
    id: userOf(enterprise, ADMIN_EMAIL)?.id,
    [mode.ownerKey]: true,
    restricted: false,
    profile: { email: ADMIN_EMAIL, firstName: 'Ada', lastName: 'Admin', username: ADMIN_EMAIL },
    auths: [],
    tenants: [{ id: tenant, name: tenant }],
  };
}

// The values are a guess. Only their names are known.
function license({ timeline }: World): object {
  return {
    type: 'ENTERPRISE',
    expiry: isoSeconds(timeline.nowMillis() + YEAR_MS),
    expired: false,
    maxServers: 10,
    standalone: true,
    workerGroups: true,
    online: false,
    gracePeriod: null,
  };
}
