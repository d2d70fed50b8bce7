import { ENTERPRISE } from '../versions/enterprise.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** What an announcement says, and when; dates are ISO 8601. */
export interface BannerContent {
  message: string;
  type?: string | undefined;
  startDate?: string | undefined;
  endDate?: string | undefined;
  /** All tenants when left out. */
  tenantId?: string | undefined;
  active?: boolean | undefined;
}

/** An announcement as Kestra gives it; dates are ISO 8601. */
export interface Banner {
  id: string;
  message: string;
  type?: string | null;
  startDate?: string | null;
  endDate?: string | null;
  tenantId?: string | null;
  active?: boolean;
  [key: string]: unknown;
}

/** Announcements, of the whole instance (Enterprise Edition): `/api/v1/banners`. */
export class BannersResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * `GET banners/search`, outside of tenants: all announcements; empty when there are none, NotFoundError on an OSS
   * Kestra.
   */
  async list(): Promise<Banner[]> {
    const request = {
      path: route`banners/search`,
      instance: true,
      within: 'tenant',
      hints: ENTERPRISE,
    } as const;
    return (await this.#http.json<Banner[]>(request)) ?? [];
  }

  /**
   * `POST banners`, outside of tenants: the announcement that was created, with its `id`.
   */
  create(content: BannerContent): Promise<Banner> {
    return this.#http.json({
      method: 'POST',
      path: route`banners`,
      instance: true,
      within: 'tenant',
      json: content,
      hints: ENTERPRISE,
    });
  }

  /**
   * `PUT banners/{id}`, outside of tenants: replaces the whole announcement, and gives it back. NotFoundError when
   * there is none.
   */
  update(id: string, content: BannerContent): Promise<Banner> {
    return this.#http.json({
      method: 'PUT',
      path: route`banners/${id}`,
      instance: true,
      within: 'tenant',
      json: { id, ...content },
    });
  }

  /** `DELETE banners/{id}`, outside of tenants: nothing; NotFoundError when there is none. */
  async delete(id: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`banners/${id}`,
      instance: true,
      within: 'tenant',
      effect: 'destructive',
    });
  }
}
