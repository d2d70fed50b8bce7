import { illegalArgument, notFound } from '../http/envelope.js';
import { empty, json, type Reply } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { objects } from '../json.js';
import { dateField, equalsField, queryField, setField, textField } from '../query/fields.js';
import type { Resource } from '../query/resource.js';
import { JSON_BODY, tenant } from '../routes/lookup.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { objectOf, required, texts } from './body.js';
import { addUser, userOf } from './enterprise.js';
import { groupSummary } from './groups.js';
import { type Invitation } from './records.js';
import { roleSummary } from './roles.js';
import { conflict, searchPage, taken } from './search.js';

// How long an invitation is valid is a guess.
const STANDS_MICROS = 7 * 24 * 3_600_000_000;

/** Invitations. Nobody accepts them in the sandbox, so they stay until they expire. */
export function invitationRoutes(world: World): Route[] {
  const { invitations } = world.enterprise;
  const view = (invitation: Invitation) => viewOf(world, invitation);
  const body = { consumes: JSON_BODY, requires: 'invitation' };
  const known = (call: Call) => {
    const invitation = invitations.find(call.param('id'));
    if (!invitation) throw notFound();
    return invitation;
  };
  return [
    tenant(['POST', '/invitations'], 'createInvitation', (call) => create(world, call), body),
    tenant(['GET', '/invitations/search'], 'searchInvitations', (call) =>
      json(searchPage(world, call, { rows: invitations.all(), resource: resource(world), view })),
    ),
    tenant(['GET', '/invitations/email/{email}'], 'listInvitationsByEmail', (call) =>
      json(
        invitations
          .all()
          .filter(({ email }) => email === call.param('email'))
          .map(view),
      ),
    ),
    tenant(['GET', '/invitations/{id}'], 'getInvitation', (call) => json(view(known(call)))),
    tenant(['DELETE', '/invitations/{id}'], 'deleteInvitation', (call) => {
      invitations.delete(known(call).id);
      return empty(204);
    }),
  ];
}

function create(world: World, call: Call): Reply {
  const { enterprise, ids, mode, timeline } = world;
  const body = objectOf(call);
  const email = required(body, 'email', 'invitation');
  const roleIds = objects(body.roles).map(({ id }) => String(id));
  const groupIds = texts(body.groups);
  const unknown =
    roleIds.find((id) => !enterprise.roles.find(id)) ?? groupIds.find((id) => !enterprise.groups.find(id));
  // a guess: whether Kestra checks this, and its message.
  if (unknown !== undefined) throw illegalArgument(`Unknown role or group: ${unknown}`);
  if (userOf(enterprise, email)) throw conflict(`${email} already has access`);
  const pending = enterprise.invitations
    .all()
    .some((each) => each.email === email && statusOf(world, each) === 'PENDING');
  if (pending) throw taken(`An invitation already exists for ${email}`);
  if (body.createUserIfNotExist === true) {
    // a guess: a user who is created immediately has access immediately, which 204 means.
    addUser(enterprise, { id: ids.next(), email });
    return empty(204);
  }
  const id = ids.next();
  // 2.0 still accepts the old name.
  const owner = body[mode.ownerKey] === true || body.superAdmin === true;
  enterprise.invitations.put(id, { id, email, roleIds, groupIds, owner, sentAt: timeline.next() });
  return empty(201);
}

function resource(world: World): Resource<Invitation> {
  return {
    name: 'INVITATION',
    fields: {
      q: queryField(({ email }) => email),
      email: textField(({ email }) => email),
      status: setField((invitation) => statusOf(world, invitation)),
      expired_at: dateField(({ sentAt }) => sentAt + STANDS_MICROS),
      instance_owner: equalsField(({ owner }) => String(owner)),
    },
    flat: {
      email: { field: 'email', operator: 'EQUALS' },
      status: { field: 'status', operator: 'EQUALS' },
    },
  };
}

function statusOf({ timeline }: World, { sentAt }: Invitation): 'PENDING' | 'EXPIRED' {
  return timeline.nowMillis() * 1000 > sentAt + STANDS_MICROS ? 'EXPIRED' : 'PENDING';
}

function viewOf(world: World, invitation: Invitation): object {
  const { enterprise, mode, tenant: tenantId } = world;
  const { id, email, roleIds, groupIds, owner, sentAt } = invitation;
  return {
    id,
    roles: roleIds.flatMap((each) => enterprise.roles.find(each) ?? []).map(roleSummary),
    groups: groupIds.flatMap((each) => enterprise.groups.find(each) ?? []).map(groupSummary),
    tenantId,
    email,
    status: statusOf(world, invitation),
    sentAt: isoDate(sentAt),
    expiredAt: isoDate(sentAt + STANDS_MICROS),
    [mode.ownerKey]: owner,
    link: `/ui/auth/invitation/${id}`,
  };
}
