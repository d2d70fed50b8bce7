import { ENTERPRISE } from '../versions/enterprise.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** Text and period of an announcement. Dates are ISO 8601. */
export interface BannerContent {
  message: string;
  type?: string | undefined;
  startDate?: string | undefined;
  endDate?: string | undefined;
  /** Default: all tenants. */
  tenantId?: string | undefined;
  active?: boolean | undefined;
}

/** An announcement as Kestra returns it. Dates are ISO 8601. */
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

/** Announcements of the whole instance (Enterprise Edition): `/api/v1/banners`. */
export class BannersResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /** List all announcements: `GET banners/search`, outside tenants. Throws NotFoundError on an OSS Kestra. */
  async list(): Promise<Banner[]> {
    const request = {
      path: route`banners/search`,
      instance: true,
      within: 'tenant',
      hints: ENTERPRISE,
    } as const;
    return (await this.#http.json<Banner[]>(request)) ?? [];
  }

  /** Create an announcement: `POST banners`, outside tenants. Returns it with its `id`. */
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
   * Replace an announcement completely: `PUT banners/{id}`, outside tenants. Returns it. Throws NotFoundError if it
   * does not exist.
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

  /** Delete an announcement: `DELETE banners/{id}`, outside tenants. Throws NotFoundError if it does not exist. */
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
