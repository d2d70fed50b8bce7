import { everyRow, type Found, findNamed } from '../search/pages.js';
import { ENTERPRISE } from '../versions/enterprise.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A group of users; searches give id and name only. */
export interface Group {
  id: string;
  name: string;
  description?: string | null;
  [key: string]: unknown;
}

/** What a group is made of. */
export interface GroupContent {
  name: string;
  description?: string | undefined;
}

/** Groups of users (Enterprise Edition): `/api/v1/{tenant}/groups`. */
export class GroupsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * `GET groups/search`: those of exactly this name in `found`, of which Kestra admits one, and other names in
   * `known`. NotFoundError on an OSS Kestra.
   */
  named(name: string): Promise<Found<Group>> {
    return findNamed(
      (q) => this.list(q),
      name,
      (group) => group.name === name,
    );
  }

  /** `GET groups/{id}`: a group with its description; NotFoundError when there is none. */
  get(id: string): Promise<Group> {
    return this.#http.json({ path: route`groups/${id}`, within: 'tenant' });
  }

  /** `POST groups`: the group that was created; ConflictError when there is one of that name. */
  create(content: GroupContent): Promise<Group> {
    return this.#http.json({
      method: 'POST',
      path: route`groups`,
      within: 'tenant',
      json: content,
      hints: ENTERPRISE,
    });
  }

  /** `PUT groups/{id}`: replaces name and description, and gives the group back. NotFoundError when there is none. */
  async update(id: string, content: GroupContent): Promise<Group> {
    const group = await this.#http.json<Group | undefined>({
      method: 'PUT',
      path: route`groups/${id}`,
      within: 'tenant',
      json: content,
    });
    return group ?? { id, name: content.name };
  }

  /** `DELETE groups/{id}`: nothing; NotFoundError when there is none. */
  async delete(id: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`groups/${id}`,
      within: 'tenant',
      effect: 'destructive',
    });
  }

  private async list(q?: string): Promise<Group[]> {
    const { enterpriseFilters } = await this.instance.dialect();
    const conditions = where(enterpriseFilters, [['q', 'EQUALS', q]]);
    return everyRow(({ page, size }) =>
      this.#http.json({
        path: route`groups/search`,
        within: 'tenant',
        query: { page, size, ...conditions },
        hints: ENTERPRISE,
      }),
    );
  }
}
