import { alreadyExists, type Binding, InputError, type KestraClient, type Role } from '@kestra-mcp/core';

/** The role with a name. If several have it, Kestra's built-in one. */
export async function roleNamed({ roles }: KestraClient, name: string): Promise<Role> {
  const { found, known } = await roles.named(name);
  const own = found.filter(({ isManaged }) => isManaged);
  const [role, ...others] = own.length === 1 ? own : found;
  if (role === undefined) {
    const names = known.map((one) => `"${one}"`).join(', ');
    throw new InputError(`The role "${name}" does not exist.`, {
      hint: names === '' ? 'Kestra returned no roles at all.' : `Use one of: ${names}.`,
    });
  }
  if (others.length === 0) return role;
  const ids = [role, ...others].map(({ name, id }) => `"${name}" (${id})`).join(', ');
  throw new InputError(`The name "${name}" matches several roles: ${ids}.`);
}

/** Assigns a role to a group, unless the group has it. */
export async function giveRole({ bindings }: KestraClient, groupId: string, role: Role): Promise<Binding> {
  const present = await bindings.ofGroup(groupId, role.id);
  if (present !== undefined) return present;
  try {
    return await bindings.createForGroup(groupId, role.id);
  } catch (error) {
    if (!alreadyExists(error)) throw error;
    return { type: 'GROUP', externalId: groupId, roleId: role.id };
  }
}
