import { everyRow, type Found, findNamed } from '../search/pages.js';
import { ENTERPRISE } from '../versions/enterprise.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A role as searches return it. */
export interface Role {
  id: string;
  name?: string;
  /** One of Kestra's built-in roles. */
  isManaged?: boolean;
  [key: string]: unknown;
}

/** Roles (Enterprise Edition): `/api/v1/{tenant}/roles`. */
export class RolesResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Find roles by name, case-insensitively: `GET roles/search`. `found` has the matches, `known` the other names.
   * Before 0.24, the id of a built-in role follows from its name, and no request is sent. Throws NotFoundError on an
   * OSS Kestra.
   */
  async named(name: string): Promise<Found<Role>> {
    const { roleIds, enterpriseFilters } = await this.instance.dialect();
    if (roleIds === 'derived') return { found: [{ id: `${name}_${this.#http.tenant}`, name }], known: [] };
    const wanted = name.toLowerCase();
    return findNamed(
      (q) => this.list(enterpriseFilters, q),
      name,
      (role) => role.name?.toLowerCase() === wanted,
    );
  }

  private list(grammar: 'flat' | 'filters', q?: string): Promise<Role[]> {
    const conditions = where(grammar, [['q', 'EQUALS', q]]);
    return everyRow(({ page, size }) =>
      this.#http.json({
        path: route`roles/search`,
        within: 'tenant',
        query: { page, size, ...conditions },
        hints: ENTERPRISE,
      }),
    );
  }
}
