import { crc32 } from 'node:zlib';
import type { Reply } from './http/reply.js';
import type { ApiRequest } from './http/request.js';
import { Router } from './http/router.js';
import { allRoutes } from './routes/index.js';
import { createWorld, type World, type WorldOptions } from './world.js';

const MAIN = 'main';
// The key for routes whose path contains no tenant.
const INSTANCE = ['configs', 'me', 'license-info', 'banners'];

interface Tenant {
  world: World;
  router: Router;
}

/** The tenants of a sandbox. Each has its own world, which is created by the first request. */
export class Tenants {
  readonly #tenants = new Map<string, Tenant>();

  constructor(private readonly options: Omit<WorldOptions, 'tenant'>) {}

  dispatch(request: ApiRequest): Promise<Reply> {
    const [first = MAIN] = request.segments ?? [];
    const known = this.options.mode.tenants === 'any' && first !== '' && !INSTANCE.includes(first);
    return this.#of(known ? first : MAIN).router.dispatch(request);
  }

  /** Cancels all timers. */
  stop(): void {
    for (const { world } of this.#tenants.values()) world.timers.cancelAll();
  }

  #of(tenant: string): Tenant {
    const known = this.#tenants.get(tenant);
    if (known) return known;
    const { seed } = this.options;
    const world = createWorld({
      ...this.options,
      tenant,
      seed: tenant === MAIN ? seed : seed + crc32(tenant),
    });
    const made = { world, router: new Router(allRoutes(world), tenant) };
    this.#tenants.set(tenant, made);
    return made;
  }
}
