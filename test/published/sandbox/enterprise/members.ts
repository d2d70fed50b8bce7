import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { queryField, textField } from '../query/fields.js';
import type { Resource } from '../query/resource.js';
import { tenant } from '../routes/lookup.js';
import type { World } from '../world.js';
import { oneOf } from './body.js';
import type { User } from './enterprise.js';
import { groupOf } from './groups.js';
import { type Membership } from './records.js';
import { conflict, searchPage } from './search.js';

const MEMBERS: Resource<User> = {
  name: 'USER',
  fields: { q: queryField(({ email }) => email), username: textField(({ email }) => email) },
  flat: { q: { field: 'q', operator: 'EQUALS' } },
};

/** The members of a group, with their kind of membership. */
export function memberRoutes(world: World): Route[] {
  const { users } = world.enterprise;
  const view = (user: User) => memberView(world, user);
  return [
    tenant(['GET', '/groups/{id}/members'], 'searchGroupMembers', (call) => {
      const { members } = groupOf(world, call);
      const rows = users.all().filter(({ id }) => members.has(id));
      return json(searchPage(world, call, { rows, resource: MEMBERS, view }));
    }),
    tenant(['PUT', '/groups/{id}/members/{userId}'], 'addUserToGroup', (call) =>
      json(view(setMembership(world, call, { from: false, to: 'MEMBER' }))),
    ),
    tenant(['DELETE', '/groups/{id}/members/{userId}'], 'deleteUserFromGroup', (call) =>
      json(view(setMembership(world, call, { from: true }))),
    ),
    tenant(['PUT', '/groups/{id}/members/membership/{userId}'], 'setUserMembershipForGroup', (call) => {
      const wanted = call.request.query.get('membership') ?? '';
      const to = oneOf(['OWNER', 'MEMBER'], 'membership', wanted);
      return json(view(setMembership(world, call, { from: true, to })));
    }),
  ];
}

/** A change of membership: whether the user must be a member before, and the membership afterwards. */
interface Change {
  from: boolean;
  to?: Membership;
}

function setMembership(world: World, call: Call, { from, to }: Change): User {
  const { users, groups } = world.enterprise;
  const group = groupOf(world, call);
  const user = users.find(call.param('userId'));
  if (!user) throw notFound();
  // That 409 means this is a guess.
  if (group.members.has(user.id) !== from) throw conflict(from ? 'Not a member' : 'Already a member');
  const members = new Map(group.members);
  if (to) members.set(user.id, to);
  else members.delete(user.id);
  groups.put(group.id, { ...group, members });
  return user;
}

function memberView({ enterprise }: World, { id, email }: User): object {
  const groups = enterprise.groups.all().flatMap((group) => {
    const membership = group.members.get(id);
    return membership ? [{ id: group.id, name: group.name, external: false, membership }] : [];
  });
  return { id, username: email, displayName: email, groups };
}
