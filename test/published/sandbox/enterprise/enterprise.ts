import type { Ids } from '../ids.js';
import type { Mode } from '../modes.js';
import { Table } from '../store/table.js';
import type { App } from './app.js';
import { managedRoles } from './managed-roles.js';
import type { Banner, Binding, Group, Invitation, KeptNamespace, SuiteRun } from './records.js';
import { type Role } from './records.js';
import type { Suite } from './suite.js';

/** A user with access to the tenant. */
export interface User {
  id: string;
  /** The email address, which is also the user name. */
  email: string;
}

/** The data that exists only in the Enterprise Edition. It is empty in OSS. */
export interface Enterprise {
  users: Table<User>;
  roles: Table<Role>;
  groups: Table<Group>;
  bindings: Table<Binding>;
  invitations: Table<Invitation>;
  banners: Table<Banner>;
  apps: Table<App>;
  /** By `namespace/id`. */
  suites: Table<Suite>;
  runs: Table<SuiteRun>;
  namespaces: Table<KeptNamespace>;
}

/** The user who sends all requests. */
export const ADMIN_EMAIL = 'admin@kestra.example';

/** Creates the first user and Kestra's own roles. */
export function createEnterprise(mode: Mode, ids: Ids): Enterprise {
  const enterprise: Enterprise = {
    users: new Table(),
    roles: new Table(),
    groups: new Table(),
    bindings: new Table(),
    invitations: new Table(),
    banners: new Table(),
    apps: new Table(),
    suites: new Table(),
    runs: new Table(),
    namespaces: new Table(),
  };
  if (mode.edition === 'OSS') return enterprise;
  addUser(enterprise, { id: ids.next(), email: ADMIN_EMAIL });
  for (const role of managedRoles(mode, ids)) enterprise.roles.put(role.id, role);
  return enterprise;
}

export function addUser({ users }: Enterprise, user: User): User {
  return users.put(user.id, user);
}

/** Finds a user by email address. */
export function userOf({ users }: Enterprise, email: string): User | undefined {
  return users.all().find((user) => user.email === email);
}
