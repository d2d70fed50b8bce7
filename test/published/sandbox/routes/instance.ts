import { shownBanner } from '../enterprise/banners.js';
import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import type { World } from '../world.js';

/** `/configs`, and whether credentials are set up. */
export function instanceRoutes(world: World): Route[] {
  const configs: Route = {
    method: 'GET',
    template: '/configs',
    operation: 'getConfiguration',
    handle: ({ request }) => json(configuration(world, `http://${request.header('host')}/`)),
  };
  if (world.mode.openConfigs) return [configs];
  const login: Route = {
    method: 'GET',
    template: '/configs/login',
    operation: 'getLoginConfiguration',
    handle: () => json({ isBasicAuthInitialized: true }),
  };
  return [configs, login];
}

function configuration({ mode, instanceId, ai, enterprise, timeline }: World, url: string): object {
  return {
    uuid: instanceId,
    version: mode.version,
    edition: mode.edition,
    chartDefaultDuration: 'PT24H',
    isCustomDashboardsEnabled: mode.customDashboards,
    isAnonymousUsageEnabled: false,
    isUiAnonymousUsageEnabled: false,
    preview: { initial: 100, max: 5000 },
    systemNamespace: 'system',
    hiddenLabelsPrefixes: ['system.', 'internal.'],
    isAiEnabled: mode.aiAlways || Object.keys(ai).length > 0,
    isAiApiKeyConfigured: Object.keys(ai).length > 0,
    isBasicAuthInitialized: true,
    pluginsHash: 0,
    isConcurrencyViewEnabled: true,
    ...mode.ownConfigs,
    url: mode.namesUrl ? url : undefined,
    banner: shownBanner(enterprise.banners.all(), timeline.nowMillis()),
  };
}
