import { notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import type { JsonObject } from '../json.js';
import { JSON_BODY, tenant } from '../routes/lookup.js';
import type { World } from '../world.js';
import { objectOf, required } from './body.js';
import { idTaken } from './source.js';

/** Create, change and delete namespaces. They are read as in OSS. */
export function keptNamespaceRoutes({ enterprise: { namespaces } }: World): Route[] {
  const body = { consumes: JSON_BODY, requires: 'namespace' };
  const known = (call: Call) => {
    const id = call.param('id');
    // a guess: a namespace that exists only through its flows cannot be changed.
    if (!namespaces.find(id)) throw notFound();
    return id;
  };
  const save = (id: string, content: JsonObject) =>
    json(namespaces.put(id, { ...content, id, deleted: false }));
  return [
    tenant(
      ['POST', '/namespaces'],
      'createNamespace',
      (call) => {
        const content = objectOf(call);
        const id = required(content, 'id', 'namespace');
        if (namespaces.find(id)) throw taken();
        return save(id, content);
      },
      body,
    ),
    tenant(['PUT', '/namespaces/{id}'], 'updateNamespace', (call) => save(known(call), objectOf(call)), body),
    tenant(['DELETE', '/namespaces/{id}'], 'deleteNamespace', (call) => {
      namespaces.delete(known(call));
      return empty(204);
    }),
  ];
}

// a guess, based on the responses for flows.
const taken = () => idTaken('Namespace', 'namespace.id');
