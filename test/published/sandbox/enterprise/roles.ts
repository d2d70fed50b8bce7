import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Route } from '../http/router.js';
import type { Ids } from '../ids.js';
import type { Mode } from '../modes.js';
import { queryField, textField } from '../query/fields.js';
import type { Resource } from '../query/resource.js';
import { tenant } from '../routes/lookup.js';
import type { World } from '../world.js';
import { searchPage } from './search.js';

/** What its holders may do. */
export interface Role {
  id: string;
  name: string;
  description: string;
  /** Resources to what may be done with them. */
  permissions: Record<string, readonly string[]>;
  isDefault: boolean;
  isManaged: boolean;
}

// Which resources each role covers is a guess.
const LOOKED_AT = ['FLOW', 'NAMESPACE', 'EXECUTION', 'DASHBOARD', 'APP', 'TEST'];
const MANAGED = [
  { name: 'Admin', may: [...LOOKED_AT, 'KVSTORE', 'SECRET', 'GROUP', 'ROLE', 'BINDING', 'INVITATION'] },
  { name: 'Developer', may: [...LOOKED_AT, 'KVSTORE', 'SECRET'] },
  { name: 'Editor', may: [...LOOKED_AT, 'KVSTORE'] },
  { name: 'Launcher', may: ['EXECUTION'] },
  { name: 'Viewer', may: [] },
];

/** The roles that Kestra comes with. */
export function managedRoles({ permissions }: Mode, ids: Ids): Role[] {
  const look = permissions.slice(0, 1);
  return MANAGED.map(({ name, may }) => ({
    id: ids.next(),
    name,
    description: `${name} role, managed by Kestra`,
    permissions: Object.fromEntries([
      ...LOOKED_AT.map((resource) => [resource, look]),
      ...may.map((resource) => [resource, permissions]),
    ]),
    isDefault: false,
    isManaged: true,
  }));
}

const ROLES: Resource<Role> = {
  name: 'ROLE',
  fields: { q: queryField(({ name }) => name), name: textField(({ name }) => name) },
  flat: { q: { field: 'q', operator: 'EQUALS' } },
};

/** A role among others. */
export const roleSummary = ({ id, name, isDefault, isManaged }: Role) => ({ id, name, isDefault, isManaged });

/** Finding and reading roles. */
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
