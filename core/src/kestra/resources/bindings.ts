import { everyRow } from '../search/pages.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** Who has which role. Up to 0.23 the ids stand by themselves, from 0.24 in `group` and `role`. */
export interface Binding {
  id?: string;
  type?: string;
  externalId?: string;
  roleId?: string;
  group?: { id?: string } | null;
  role?: { id?: string } | null;
  /** The role counts in this namespace only. */
  namespace?: string | null;
  namespaceId?: string | null;
  [key: string]: unknown;
}

/** Bindings of roles (Enterprise Edition): `/api/v1/{tenant}/bindings`. */
export class BindingsResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * `GET bindings/search`: the binding that gives a group a role in all namespaces, undefined when there is none. The
   * route kept its flat parameters in 2.x; each row is looked at all the same.
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

  /**
   * `POST bindings`: gives a group a role in all namespaces, and answers with the binding.
   */
  createForGroup(groupId: string, roleId: string): Promise<Binding> {
    return this.#http.json({
      method: 'POST',
      path: route`bindings`,
      within: 'tenant',
      json: { type: 'GROUP', externalId: groupId, roleId },
    });
  }
}
