import { everyRow, type Found, findNamed } from '../search/pages.js';
import { ENTERPRISE } from '../versions/enterprise.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A group of users. Searches return only id and name. */
export interface Group {
  id: string;
  name: string;
  description?: string | null;
  [key: string]: unknown;
}

/** Name and description of a group. */
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
   * Find groups by exact name: `GET groups/search`. `found` has the matches (names are unique in Kestra), `known` the
   * other names. Throws NotFoundError on an OSS Kestra.
   */
  named(name: string): Promise<Found<Group>> {
    return findNamed(
      (q) => this.list(q),
      name,
      (group) => group.name === name,
    );
  }

  /** Get a group with its description: `GET groups/{id}`. Throws NotFoundError if it does not exist. */
  get(id: string): Promise<Group> {
    return this.#http.json({ path: route`groups/${id}`, within: 'tenant' });
  }

  /** Create a group: `POST groups`. Returns it. Throws ConflictError if the name is taken. */
  create(content: GroupContent): Promise<Group> {
    return this.#http.json({
      method: 'POST',
      path: route`groups`,
      within: 'tenant',
      json: content,
      hints: ENTERPRISE,
    });
  }

  /**
   * Replace the name and description of a group: `PUT groups/{id}`. Returns the group. Throws NotFoundError if it does
   * not exist.
   */
  async update(id: string, content: GroupContent): Promise<Group> {
    const group = await this.#http.jsonIfAny<Group>({
      method: 'PUT',
      path: route`groups/${id}`,
      within: 'tenant',
      json: content,
    });
    return group ?? { id, name: content.name };
  }

  /** Delete a group: `DELETE groups/{id}`. Throws NotFoundError if it does not exist. */
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
