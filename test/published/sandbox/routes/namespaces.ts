import { namespaceDependencies } from '../flow/dependencies.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { pathField, queryField } from '../query/fields.js';
import { page, sorted } from '../query/page.js';
import { type Resource, select } from '../query/resource.js';
import { knownNamespaces } from '../store/namespaces.js';
import type { World } from '../world.js';
import { tenant } from './lookup.js';

/** Namespaces. In OSS they exist through their flows. The Enterprise Edition also stores some. */
export function namespaceRoutes(world: World): Route[] {
  return [
    tenant(['GET', '/namespaces/search'], 'searchNamespaces', (call) => json(search(world, call))),
    tenant(['GET', '/namespaces/{id}'], 'getNamespace', (call) =>
      json(world.enterprise.namespaces.find(call.param('id')) ?? { id: call.param('id') }),
    ),
    tenant(['GET', '/namespaces/{namespace}/dependencies'], 'getFlowDependenciesFromNamespace', (call) =>
      json(namespaceDependencies(world.flows, call.param('namespace'))),
    ),
    tenant(['GET', '/namespaces/{namespace}/inherited-secrets'], 'getInheritedSecrets', (call) =>
      json({ [call.param('namespace')]: world.secrets }),
    ),
    ...secretRoutes(world),
  ];
}

function search(world: World, call: Call) {
  const stored = world.enterprise.namespaces;
  const known = knownNamespaces(world.flows, call.request.flag('existing', false));
  const names = [...new Set([...known, ...stored.all().map(({ id }) => id)])].sort();
  const rows = wanted(names, world, call).map((id) => stored.find(id) ?? { id });
  return page(
    sorted(rows, call, (row) => row),
    call,
  );
}

const NAMESPACES: Resource<string> = {
  name: 'NAMESPACE',
  fields: { namespace: pathField((id) => id), q: queryField((id) => id) },
  flat: {},
};

// In 1.x, `q` is a flat parameter.
function wanted(names: readonly string[], { mode }: World, { request }: Call): string[] {
  if (!mode.flatNamespaceQuery) return select(names, request, NAMESPACES, mode);
  const q = (request.query.get('q') ?? '').toLowerCase();
  return names.filter((id) => id.toLowerCase().includes(q));
}

const SECRETS: Resource<{ key: string }> = {
  name: 'SECRET_METADATA',
  fields: { q: queryField(({ key }) => key), namespace: { ...pathField(() => ''), test: () => true } },
  flat: {},
};

// The secrets of an OSS server come from its environment and are the same in every namespace.
function secretRoutes(world: World): Route[] {
  const keys = world.secrets.map((key) => ({ key }));
  if (!world.mode.secretsOfNamespace) {
    return [
      tenant(['GET', '/secrets'], 'listSecrets', (call) =>
        json({ readOnly: true, ...page(select(keys, call.request, SECRETS, world.mode), call) }),
      ),
    ];
  }
  return [
    tenant(['GET', '/namespaces/{namespace}/secrets'], 'listNamespaceSecrets', (call) =>
      json({ readOnly: true, ...page(keys, call) }),
    ),
  ];
}
