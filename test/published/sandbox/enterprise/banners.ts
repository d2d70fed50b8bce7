import { notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { instance, JSON_BODY } from '../routes/lookup.js';
import type { World } from '../world.js';
import { objectOf, oneOf, optional, required } from './body.js';
import { BANNER_TYPES, type Banner } from './records.js';

/** Announcements. They belong to the instance, not to a tenant. */
export function bannerRoutes(world: World): Route[] {
  const { banners } = world.enterprise;
  const known = (call: Call) => {
    const banner = banners.find(call.param('id'));
    if (!banner) throw notFound();
    return banner;
  };
  const save = (id: string, call: Call) => json(banners.put(id, read(id, call)));
  const body = { consumes: JSON_BODY, requires: 'banner' };
  return [
    instance(['POST', '/banners'], 'createBanner', (call) => save(world.ids.next(), call), body),
    // The filters of 2.0 are ignored, since it is unknown which ones exist.
    instance(['GET', '/banners/search'], 'searchBanners', () => json(banners.all())),
    instance(['PUT', '/banners/{id}'], 'updateBanner', (call) => save(known(call).id, call), body),
    instance(['DELETE', '/banners/{id}'], 'deleteBanner', (call) => {
      banners.delete(known(call).id);
      return empty(200);
    }),
  ];
}

/** The announcement in the configuration: the first active one at a given time. */
export function shownBanner(banners: readonly Banner[], now: number): Banner | undefined {
  return banners.find(
    ({ active, startDate, endDate }) =>
      active &&
      (startDate === undefined || Date.parse(startDate) <= now) &&
      (endDate === undefined || now <= Date.parse(endDate)),
  );
}

// The defaults of missing keys are a guess.
function read(id: string, call: Call): Banner {
  const body = objectOf(call);
  return {
    id,
    message: required(body, 'message', 'banner'),
    type: oneOf(BANNER_TYPES, 'type', optional(body, 'type') ?? 'INFO'),
    startDate: optional(body, 'startDate'),
    endDate: optional(body, 'endDate'),
    tenantId: optional(body, 'tenantId'),
    active: body.active !== false,
  };
}
