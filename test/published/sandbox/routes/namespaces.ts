import { namespaceDependencies } from '../flow/dependencies.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { parseFilters } from '../query/grammar.js';
import { page, sorted } from '../query/page.js';
import { knownNamespaces } from '../store/namespaces.js';
import type { World } from '../world.js';
import { tenant } from './lookup.js';

/** Namespaces as OSS has them: names that flows have made; the Enterprise Edition also keeps some. */
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
  const q = wanted(world, call);
  const stored = world.enterprise.namespaces;
  const known = knownNamespaces(world.flows, call.request.flag('existing', false));
  const names = [...new Set([...known, ...stored.all().map(({ id }) => id)])].sort();
  const rows = names
    .filter((id) => id.toLowerCase().includes(q.toLowerCase()))
    .map((id) => stored.find(id) ?? { id });
  return page(
    sorted(rows, call, (row) => row),
    call,
  );
}

function wanted({ mode }: World, { request }: Call): string {
  if (mode.flatNamespaceQuery) return request.query.get('q') ?? '';
  const [filter] = parseFilters(request.query, mode);
  return filter && 'field' in filter && filter.field === 'q' ? filter.value : '';
}

// The secrets of an OSS server come from its environment and are the same in every namespace.
function secretRoutes(world: World): Route[] {
  const keys = world.secrets.map((key) => ({ key }));
  if (!world.mode.secretsOfNamespace) {
    return [
      tenant(['GET', '/secrets'], 'listSecrets', (call) => json({ readOnly: true, ...page(keys, call) })),
    ];
  }
  return [
    tenant(['GET', '/namespaces/{namespace}/secrets'], 'listNamespaceSecrets', (call) =>
      json({ readOnly: true, ...page(keys, call) }),
    ),
  ];
}
