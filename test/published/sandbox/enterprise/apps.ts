import { notFound } from '../http/envelope.js';
import { empty, json, type Reply } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { type Condition, textPasses } from '../query/condition.js';
import { equalsField, pathField, queryField } from '../query/fields.js';
import type { Resource } from '../query/resource.js';
import { tenant, YAML } from '../routes/lookup.js';
import type { World } from '../world.js';
import { type App, appSourceView, appView, catalogView, readApp, switched } from './app.js';
import { searchPage } from './search.js';
import { idTaken, illegalUpdate } from './source.js';

const TAG_OPERATORS = ['IN', 'NOT_IN', 'PREFIX', 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH'];

const APPS: Resource<App> = {
  name: 'APP',
  fields: {
    q: queryField(({ name }) => name),
    tags: { operators: TAG_OPERATORS, test: hasTag },
    namespace: pathField(({ namespace }) => namespace),
    flowId: pathField(({ flowId }) => flowId),
    enabled: equalsField(({ disabled }) => String(!disabled)),
  },
  flat: {
    q: { field: 'q', operator: 'EQUALS' },
    // a guess: includes child namespaces, like the searches of OSS.
    namespace: { field: 'namespace', operator: 'PREFIX' },
    flowId: { field: 'flowId', operator: 'EQUALS' },
    tags: { field: 'tags', operator: 'IN' },
  },
};

/** Apps. The sandbox does not open them. */
export function appRoutes(world: World): Route[] {
  const { apps } = world.enterprise;
  const body = { consumes: YAML, requires: 'app' };
  const setDisabled = (call: Call, disabled: boolean) => {
    const app = appOf(world, call);
    return json(appView(apps.put(app.uid, switched(app, disabled))));
  };
  return [
    tenant(['POST', '/apps'], 'createApp', (call) => create(world, call), body),
    tenant(['GET', '/apps/search'], 'searchApps', (call) =>
      json(searchPage(world, call, { rows: apps.all(), resource: APPS, view: appView })),
    ),
    tenant(['GET', '/apps/catalog'], 'searchAppsFromCatalog', (call) => {
      const rows = apps.all().filter(({ disabled }) => !disabled);
      return json(searchPage(world, call, { rows, resource: APPS, view: catalogView }));
    }),
    tenant(['GET', '/apps/tags'], 'listTags', () =>
      json({ tags: [...new Set(apps.all().flatMap(({ tags }) => tags))].sort() }),
    ),
    tenant(['GET', '/apps/{uid}'], 'getApp', (call) => json(appSourceView(appOf(world, call)))),
    tenant(['PUT', '/apps/{uid}'], 'updateApp', (call) => update(world, call), body),
    tenant(['POST', '/apps/{uid}/enable'], 'enableApp', (call) => setDisabled(call, false)),
    tenant(['POST', '/apps/{uid}/disable'], 'disableApp', (call) => setDisabled(call, true)),
    tenant(['DELETE', '/apps/{uid}'], 'deleteApp', (call) => {
      apps.delete(appOf(world, call).uid);
      return empty(200);
    }),
  ];
}

function appOf({ enterprise }: World, call: Call): App {
  const app = enterprise.apps.find(call.param('uid'));
  if (!app) throw notFound();
  return app;
}

function create({ enterprise: { apps }, ids, timeline }: World, { request }: Call): Reply {
  const draft = readApp(request.text());
  if (apps.all().some(({ id, namespace }) => id === draft.id && namespace === draft.namespace)) {
    throw idTaken('App', 'app.id');
  }
  const uid = ids.next();
  const created = timeline.next();
  return json(appSourceView(apps.put(uid, { ...draft, uid, created, updated: created })));
}

function update(world: World, call: Call): Reply {
  const present = appOf(world, call);
  const draft = readApp(call.request.text());
  if (draft.id !== present.id) throw illegalUpdate('app id', 'app.id');
  if (draft.namespace !== present.namespace) throw illegalUpdate('namespace', 'app.namespace');
  if (draft.source === present.source) return empty(304);
  const { uid, created } = present;
  const updated = world.timeline.next();
  return json(appSourceView(world.enterprise.apps.put(uid, { ...draft, uid, created, updated })));
}

function hasTag({ tags }: Pick<App, 'tags'>, condition: Condition): boolean {
  if (condition.operator === 'NOT_IN') return !hasTag({ tags }, { ...condition, operator: 'IN' });
  return tags.some((tag) => textPasses(tag, condition));
}
