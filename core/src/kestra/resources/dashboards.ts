import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A dashboard as Kestra gives it. */
export interface Dashboard {
  id: string;
  [key: string]: unknown;
}

const OSS_2 = 'An OSS Kestra 2.x only reads dashboards; creating them takes Enterprise Edition.';
const READ_ONLY_IN_OSS_2 = {
  403: `${OSS_2} There, the credentials need the permission.`,
  404: OSS_2,
  405: OSS_2,
};

/** Dashboards: `/api/v1/{tenant}/dashboards`. */
export class DashboardsResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * `POST dashboards` with YAML, whose charts show what they like of the tenant: the dashboard that was created.
   * InvalidError when the YAML is not valid; ForbiddenError or NotFoundError on an OSS Kestra 2.x, which only reads
   * dashboards.
   */
  create(yaml: string): Promise<Dashboard> {
    return this.#http.json({
      method: 'POST',
      path: route`dashboards`,
      within: 'tenant',
      yaml,
      hints: READ_ONLY_IN_OSS_2,
    });
  }
}
