import { notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { queryField, textField } from '../query/fields.js';
import type { Resource } from '../query/resource.js';
import { JSON_BODY, tenant } from '../routes/lookup.js';
import type { World } from '../world.js';
import { objectOf, optional, required, texts } from './body.js';
import { type Group } from './records.js';
import { searchPage, taken } from './search.js';

const GROUPS: Resource<Group> = {
  name: 'GROUP',
  fields: { q: queryField(({ name }) => name), name: textField(({ name }) => name) },
  flat: { q: { field: 'q', operator: 'EQUALS' } },
};

/** A group in a list. */
export const groupSummary = ({ id, name }: Group) => ({ id, name });

const view = ({ id, name, description }: Group) => ({ id, name, description });

/** Groups of users. Their names are unique. */
export function groupRoutes(world: World): Route[] {
  const { groups, bindings } = world.enterprise;
  const body = { consumes: JSON_BODY, requires: 'group' };
  return [
    tenant(['POST', '/groups'], 'createGroup', (call) => json(create(world, call)), body),
    tenant(['GET', '/groups/search'], 'searchGroups', (call) =>
      json(searchPage(world, call, { rows: groups.all(), resource: GROUPS, view: groupSummary })),
    ),
    tenant(['GET', '/groups/{id}'], 'getGroup', (call) => json(view(groupOf(world, call)))),
    tenant(['PUT', '/groups/{id}'], 'updateGroup', (call) => json(update(world, call)), body),
    tenant(['DELETE', '/groups/{id}'], 'deleteGroup', (call) => {
      const { id } = groupOf(world, call);
      groups.delete(id);
      for (const binding of bindings.all()) if (binding.externalId === id) bindings.delete(binding.id);
      return empty(200);
    }),
  ];
}

/** The group in the path, or 404. */
export function groupOf({ enterprise }: World, call: Call): Group {
  const group = enterprise.groups.find(call.param('id'));
  if (!group) throw notFound();
  return group;
}

function create(world: World, call: Call): object {
  const { groups, users } = world.enterprise;
  const given = read(world, call);
  const members = texts(objectOf(call).membersId);
  // a guess: unknown members are rejected.
  if (members.some((id) => !users.find(id))) throw notFound();
  const id = world.ids.next();
  return view(groups.put(id, { id, ...given, members: new Map(members.map((each) => [each, 'MEMBER'])) }));
}

function update(world: World, call: Call): object {
  const present = groupOf(world, call);
  return view(world.enterprise.groups.put(present.id, { ...present, ...read(world, call, present) }));
}

function read({ enterprise }: World, call: Call, present?: Group) {
  const body = objectOf(call);
  const name = required(body, 'name', 'group');
  const isTaken = enterprise.groups.all().some((group) => group.name === name && group.id !== present?.id);
  if (isTaken) throw taken(`A group named ${name} already exists`);
  return { name, description: optional(body, 'description') };
}
