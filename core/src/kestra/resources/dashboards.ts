import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A dashboard as Kestra returns it. */
export interface Dashboard {
  id: string;
  [key: string]: unknown;
}

const OSS_2 = 'Open source Kestra 2.x can only read dashboards. Creating them requires Enterprise Edition.';
const READ_ONLY_IN_OSS_2 = {
  403: `${OSS_2} In Enterprise Edition, the credentials need the permission to create them.`,
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
   * Create a dashboard from YAML: `POST dashboards`. Its charts can show data of the whole tenant. Returns the created
   * dashboard. Throws InvalidError if the YAML is not valid, and ForbiddenError or NotFoundError on an OSS Kestra 2.x,
   * where dashboards are read-only.
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
