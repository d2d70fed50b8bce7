import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import { queryField, textField } from '../query/fields.js';
import type { Resource } from '../query/resource.js';
import { tenant } from '../routes/lookup.js';
import type { World } from '../world.js';
import { type Role } from './records.js';
import { searchPage } from './search.js';

const ROLES: Resource<Role> = {
  name: 'ROLE',
  fields: { q: queryField(({ name }) => name), name: textField(({ name }) => name) },
  flat: { q: { field: 'q', operator: 'EQUALS' } },
};

/** A role in a list. */
export const roleSummary = ({ id, name, isDefault, isManaged }: Role) => ({ id, name, isDefault, isManaged });

/** Find and read roles. */
export function roleRoutes(world: World): Route[] {
  const { roles } = world.enterprise;
  return [
    tenant(['GET', '/roles/search'], 'searchRoles', (call) =>
      json(searchPage(world, call, { rows: roles.all(), resource: ROLES, view: roleSummary })),
    ),
    tenant(['GET', '/roles/{id}'], 'getRole', (call) => {
      const role = roles.find(call.param('id'));
      if (!role) throw notFound();
      return json(role);
    }),
  ];
}
