import type { Ids } from '../ids.js';
import type { Mode } from '../modes.js';
import type { Role } from './records.js';

// Which resources each role includes is a guess.
const LOOKED_AT = ['FLOW', 'NAMESPACE', 'EXECUTION', 'DASHBOARD', 'APP', 'TEST'];
const MANAGED = [
  { name: 'Admin', may: [...LOOKED_AT, 'KVSTORE', 'SECRET', 'GROUP', 'ROLE', 'BINDING', 'INVITATION'] },
  { name: 'Developer', may: [...LOOKED_AT, 'KVSTORE', 'SECRET'] },
  { name: 'Editor', may: [...LOOKED_AT, 'KVSTORE'] },
  { name: 'Launcher', may: ['EXECUTION'] },
  { name: 'Viewer', may: [] },
];

/** Kestra's own roles. */
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
