import { alreadyExists, type Binding, InputError, type KestraClient, type Role } from '@kestra-mcp/core';

/** The role of a name; of several, Kestra's own. */
export async function roleNamed({ roles }: KestraClient, name: string): Promise<Role> {
  const { found, known } = await roles.named(name);
  const own = found.filter(({ isManaged }) => isManaged);
  const [role, ...others] = own.length === 1 ? own : found;
  if (role === undefined) {
    const names = known.map((one) => `"${one}"`).join(', ');
    throw new InputError(`There is no role named "${name}".`, {
      hint: names === '' ? 'The search for roles finds none.' : `There are: ${names}.`,
    });
  }
  if (others.length === 0) return role;
  const ids = [role, ...others].map(({ name, id }) => `"${name}" (${id})`).join(', ');
  throw new InputError(`"${name}" may be any of several roles: ${ids}.`);
}

/** Gives a group a role, unless it has it. */
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
