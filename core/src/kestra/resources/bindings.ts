import { everyRow } from '../search/pages.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A binding gives a user or group a role. Up to 0.23 it has plain ids, since 0.24 `group` and `role`. */
export interface Binding {
  id?: string;
  type?: string;
  externalId?: string;
  roleId?: string;
  group?: { id?: string } | null;
  role?: { id?: string } | null;
  /** The role applies only in this namespace. */
  namespace?: string | null;
  namespaceId?: string | null;
  [key: string]: unknown;
}

/** Role bindings (Enterprise Edition): `/api/v1/{tenant}/bindings`. */
export class BindingsResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * Find the binding that gives a group a role in all namespaces: `GET bindings/search`. Returns undefined if none
   * exists. The route has kept its flat parameters in 2.x, and each row is checked anyway.
   */
  async ofGroup(groupId: string, roleId: string): Promise<Binding | undefined> {
    const rows = await everyRow<Binding>(({ page, size }) =>
      this.#http.json({
        path: route`bindings/search`,
        within: 'tenant',
        query: { page, size, type: 'GROUP', id: groupId },
      }),
    );
    return rows.find(
      (row) =>
        (row.group?.id ?? row.externalId) === groupId &&
        (row.role?.id ?? row.roleId) === roleId &&
        (row.namespace ?? row.namespaceId ?? '') === '',
    );
  }

  /** Give a group a role in all namespaces: `POST bindings`. Returns the binding. */
  createForGroup(groupId: string, roleId: string): Promise<Binding> {
    return this.#http.json({
      method: 'POST',
      path: route`bindings`,
      within: 'tenant',
      json: { type: 'GROUP', externalId: groupId, roleId },
    });
  }
}
