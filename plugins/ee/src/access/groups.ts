import {
  alreadyExists,
  didYouMean,
  type Group,
  InputError,
  type KestraClient,
  type Role,
} from '@kestra-mcp/core';
import { giveRole, roleNamed } from './roles.js';

interface Content {
  name?: string | undefined;
  description?: string | undefined;
  role?: string | undefined;
}

/** The ids of groups by exact name. A missing group is an error, so that nobody is invited to only some of them. */
export async function groupIdsOf({ groups }: KestraClient, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of new Set(names)) {
    const { found, known } = await groups.named(name);
    const [group] = found;
    if (group === undefined) {
      throw new InputError(`The group "${name}" does not exist.${didYouMean(name, known)}`);
    }
    ids.push(group.id);
  }
  return ids;
}

/** Creates a group, or updates the one with this name, and assigns the role. */
export async function createGroup(
  kestra: KestraClient,
  { name, description, role }: Content & { name: string },
) {
  const wanted = await roleOf(kestra, role);
  return withRole(kestra, await created(kestra, { name, ...(description && { description }) }), wanted);
}

/** Changes the given values and keeps the rest. Kestra itself replaces name and description together. */
export async function updateGroup(
  kestra: KestraClient,
  { id_, name, description, role }: Content & { id_: string },
) {
  if (name === undefined && description === undefined && role === undefined) {
    throw new InputError(
      'The action "update" needs at least one of the arguments "name", "description" and "role".',
    );
  }
  const wanted = await roleOf(kestra, role);
  const present = await kestra.groups.get(id_);
  const changes = name !== undefined || description !== undefined;
  const content = {
    name: name ?? present.name,
    description: description ?? present.description ?? undefined,
  };
  return withRole(kestra, changes ? await kestra.groups.update(id_, content) : present, wanted);
}

async function created(
  { groups }: KestraClient,
  content: { name: string; description?: string },
): Promise<Group> {
  try {
    return await groups.create(content);
  } catch (error) {
    const [present] = alreadyExists(error) ? (await groups.named(content.name)).found : [];
    if (present === undefined) throw error;
    return content.description === undefined ? groups.get(present.id) : groups.update(present.id, content);
  }
}

/** The role, read before anything is written: a missing role must not leave the work half done. */
async function roleOf(kestra: KestraClient, role: string | undefined): Promise<Role | undefined> {
  return role === undefined ? undefined : roleNamed(kestra, role);
}

async function withRole(kestra: KestraClient, group: Group, role: Role | undefined) {
  return role === undefined ? group : { ...group, binding: await giveRole(kestra, group.id, role) };
}
