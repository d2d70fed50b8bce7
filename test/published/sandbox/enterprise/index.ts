import type { Route } from '../http/router.js';
import type { World } from '../world.js';
import { accountRoutes } from './account.js';
import { appRoutes } from './apps.js';
import { bannerRoutes } from './banners.js';
import { bindingRoutes } from './bindings.js';
import { groupRoutes } from './groups.js';
import { invitationRoutes } from './invitations.js';
import { memberRoutes } from './members.js';
import { keptNamespaceRoutes } from './namespaces.js';
import { roleRoutes } from './roles.js';
import { suiteRoutes } from './suites.js';

const GROUPS = [
  accountRoutes,
  bannerRoutes,
  invitationRoutes,
  groupRoutes,
  memberRoutes,
  roleRoutes,
  bindingRoutes,
  appRoutes,
  suiteRoutes,
  keptNamespaceRoutes,
];

/** The routes of the Enterprise Edition. OSS has none of them. */
export function enterpriseRoutes(world: World): Route[] {
  return world.mode.edition === 'EE' ? GROUPS.flatMap((group) => group(world)) : [];
}
