import { notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { type JsonObject, objects } from '../json.js';
import { JSON_BODY, tenant } from '../routes/lookup.js';
import type { World } from '../world.js';
import { objectOf, oneOf, optional, required } from './body.js';
import { BINDING_TYPES, type Binding } from './records.js';
import { pageOf, taken } from './search.js';

/** Assignments of roles. */
export function bindingRoutes(world: World): Route[] {
  const { bindings } = world.enterprise;
  const body = { consumes: JSON_BODY, requires: 'binding' };
  const known = (call: Call) => {
    const binding = bindings.find(call.param('id'));
    if (!binding) throw notFound();
    return binding;
  };
  return [
    tenant(
      ['POST', '/bindings'],
      'createBinding',
      (call) => json(view(world, bind(world, objectOf(call)))),
      body,
    ),
    tenant(
      ['POST', '/bindings/bulk'],
      'bulkCreateBinding',
      (call) => json(objects(call.request.json()).map((each) => view(world, bind(world, each)))),
      body,
    ),
    tenant(['GET', '/bindings/search'], 'searchBindings', (call) => {
      const found = bindings.all().filter((binding) => fits(binding, call));
      return json(pageOf(found, call, (binding) => view(world, binding)));
    }),
    tenant(['GET', '/bindings/{id}'], 'getBinding', (call) => json(view(world, known(call)))),
    tenant(['DELETE', '/bindings/{id}'], 'deleteBinding', (call) => {
      bindings.delete(known(call).id);
      return empty(204);
    }),
  ];
}

function bind({ enterprise, ids }: World, body: JsonObject): Binding {
  const { bindings, users, groups, roles } = enterprise;
  const type = oneOf(BINDING_TYPES, 'type', required(body, 'type', 'binding'));
  const externalId = required(body, 'externalId', 'binding');
  const roleId = required(body, 'roleId', 'binding');
  const namespaceId = optional(body, 'namespaceId');
  // a guess: unknown users, groups and roles are rejected.
  if (!roles.find(roleId) || !(type === 'USER' ? users : groups).find(externalId)) throw notFound();
  const same = bindings
    .all()
    .some(
      (each) => each.externalId === externalId && each.roleId === roleId && each.namespaceId === namespaceId,
    );
  // a guess: 422 would be equally plausible.
  if (same) throw taken('Binding already exists');
  const id = ids.next();
  return bindings.put(id, { id, type, externalId, roleId, namespaceId });
}

// These parameters are flat in every version.
function fits({ type, externalId, namespaceId }: Binding, { request: { query } }: Call): boolean {
  const wanted = (name: string, value: string | undefined) => (query.get(name) ?? value) === value;
  return wanted('type', type) && wanted('id', externalId) && wanted('namespace', namespaceId);
}

function view({ enterprise }: World, { id, type, externalId, roleId, namespaceId }: Binding): object {
  const role = enterprise.roles.find(roleId);
  const group = enterprise.groups.find(externalId);
  const user = enterprise.users.find(externalId);
  return {
    id,
    type,
    namespace: namespaceId,
    role: role && { id: role.id, name: role.name },
    group: group && { id: group.id, name: group.name },
    user: user && { id: user.id, username: user.email, displayName: user.email, type: 'STANDARD' },
  };
}
