import { ApiError, illegalArgument, notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject } from '../json.js';
import type { Mode } from '../modes.js';
import { dateField, pathField, queryField } from '../query/fields.js';
import { page, sorted } from '../query/page.js';
import { type Resource, select } from '../query/resource.js';
import type { KvEntry } from '../store/kv.js';
import { parseKv } from '../store/kv-values.js';
import { parentsOf } from '../store/namespaces.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { JSON_BODY, TEXT, tenant } from './lookup.js';

const KEY = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;
const KEY_RULE =
  'Key must start with an alphanumeric character (uppercase or lowercase) and can contain alphanumeric characters ' +
  '(uppercase or lowercase), dots (.), underscores (_), and hyphens (-) only.';
const ONE = '/namespaces/{namespace}/kv/{key}';

/** The key-value store. */
export function kvRoutes(world: World): Route[] {
  const { kv, mode } = world;
  const view = (entry: KvEntry) => entryView(entry, mode);
  const ofNamespace = (namespace: string) => kv.all().filter((entry) => entry.namespace === namespace);
  const listOfNamespace = tenant(['GET', '/namespaces/{namespace}/kv'], 'listKeys', (call) =>
    json(ofNamespace(call.param('namespace')).map(view)),
  );
  return [
    tenant(['GET', '/kv'], 'listAllKeys', (call) => {
      const found = select(kv.all(), call.request, KEYS, mode);
      const { results, total } = page(sorted(found, call, view), call);
      return json({ results: results.map(view), total });
    }),
    ...(mode.kvListOfNamespace ? [listOfNamespace] : []),
    tenant(['GET', '/namespaces/{namespace}/kv/inheritance'], 'listKeysWithInheritence', (call) =>
      json(parentsOf(call.param('namespace')).flatMap(ofNamespace).map(view)),
    ),
    tenant(['GET', ONE], 'getKeyValue', (call) => json(read(world, call))),
    tenant(['PUT', ONE], 'setKeyValue', (call) => put(world, call), { consumes: TEXT, requires: 'value' }),
    tenant(['DELETE', ONE], 'deleteKeyValue', (call) =>
      json(kv.delete(call.param('namespace'), call.param('key'))),
    ),
    tenant(['DELETE', '/namespaces/{namespace}/kv'], 'deleteKeyValues', (call) => removeMany(world, call), {
      consumes: JSON_BODY,
    }),
  ];
}

const KEYS: Resource<KvEntry> = {
  name: 'KV_METADATA',
  fields: {
    q: queryField(({ key }) => key),
    namespace: pathField(({ namespace }) => namespace),
    updated: dateField(({ updated }) => updated),
    expirationDate: dateField(({ expires }) => expires),
  },
  flat: {},
};

function read({ kv }: World, call: Call): object {
  const [namespace, key] = [call.param('namespace'), call.param('key')];
  const entry = kv.find(namespace, key);
  if (!entry) throw notFound(`No value found for key '${key}' in namespace '${namespace}'`);
  if (kv.expired(entry)) throw new ApiError(410, 'Resource has expired: The requested value has expired');
  const value = entry.value ?? undefined;
  return { type: entry.type, value, revision: entry.version, updated: isoDate(entry.updated) };
}

function put({ kv }: World, call: Call) {
  const [namespace, key] = [call.param('namespace'), call.param('key')];
  if (!KEY.test(key)) throw illegalArgument(KEY_RULE);
  const { request } = call;
  const [ttl, description] = [request.header('ttl'), request.header('description')];
  kv.put({ namespace, key, ...parseKv(request.text()), ttl, description });
  return empty(200);
}

function removeMany({ kv }: World, call: Call) {
  const body = call.request.json();
  const keys = isObject(body) && Array.isArray(body.keys) ? body.keys.map(String) : [];
  return json({ keys: keys.filter((key) => kv.delete(call.param('namespace'), key)) });
}

function entryView(
  { namespace, key, version, description, created, updated, expires }: KvEntry,
  mode: Mode,
): object {
  return {
    namespace,
    key,
    [mode.kvVersionKey]: version,
    description,
    creationDate: isoDate(created),
    updateDate: isoDate(updated),
    expirationDate: expires === undefined ? undefined : isoDate(expires),
  };
}
