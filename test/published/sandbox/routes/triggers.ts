import { readYaml } from '../flow/yaml.js';
import { illegalState, notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject, objects } from '../json.js';
import type { Mode } from '../modes.js';
import { textPasses } from '../query/condition.js';
import {
  dateField,
  equalsField,
  exactField,
  pathField,
  queryField,
  scopeField,
  textField,
} from '../query/fields.js';
import { page, sorted } from '../query/page.js';
import { type Field, type Resource, select } from '../query/resource.js';
import type { TriggerKey, TriggerRow } from '../store/triggers.js';
import { triggerView } from '../views/trigger.js';
import type { World } from '../world.js';
import { JSON_BODY, tenant } from './lookup.js';

const triggerResource = (mode: Mode): Resource<TriggerRow> => ({
  name: 'TRIGGER',
  fields: {
    q: queryField(({ namespace, flowId, triggerId }) => `${namespace} ${flowId} ${triggerId}`),
    scope: scopeField(({ namespace }) => namespace, mode),
    namespace: pathField(({ namespace }) => namespace),
    workerId: textField(() => undefined),
    flowId: pathField(({ flowId }) => flowId),
    triggerId: textField(({ triggerId }) => triggerId),
    triggerState: STATE,
    ...(mode.triggerRows === 'state' ? STATE_FIELDS : {}),
  },
  flat: {
    q: { field: 'q', operator: 'EQUALS' },
    namespace: { field: 'namespace', operator: 'PREFIX' },
    workerId: { field: 'workerId', operator: 'EQUALS' },
    flowId: { field: 'flowId', operator: 'EQUALS' },
  },
});

const micros = (millis: number | undefined) => (millis === undefined ? undefined : millis * 1000);

// In lower case. A condition with any other value is ignored.
const STATE: Field<TriggerRow> = {
  ...exactField<TriggerRow>(({ disabled }) => (disabled ? 'disabled' : 'enabled')),
  test: ({ disabled }, condition) =>
    !['enabled', 'disabled'].includes(condition.value) ||
    textPasses(disabled ? 'disabled' : 'enabled', condition),
};

const STATE_FIELDS: Resource<TriggerRow>['fields'] = {
  source: equalsField(() => undefined),
  locked: equalsField(() => 'false'),
  lastTriggeredDate: dateField(({ triggered }) => micros(triggered)),
  nextExecutionDate: dateField(({ next }) => micros(next)),
};

const ONE = '/triggers/{namespace}/{flowId}/{triggerId}';

/** The scheduler's rows for triggers. */
export function triggerRoutes(world: World): Route[] {
  const { triggers, mode } = world;
  const view = (row: TriggerRow) => triggerView(row, world);
  return [
    tenant(['GET', '/triggers/search'], 'searchTriggers', (call) => {
      const found = select(triggers.all(), call.request, triggerResource(mode), mode);
      const { results, total } = page(sorted(found, call, view), call);
      return json({ results: results.map((row) => item(world, row)), total });
    }),
    tenant(['GET', '/triggers/{namespace}/{flowId}'], 'searchTriggersForFlow', (call) => {
      const [namespace, flowId] = [call.param('namespace'), call.param('flowId')];
      const rows = triggers.all().filter((row) => row.namespace === namespace && row.flowId === flowId);
      const { results, total } = page(sorted(rows, call, view), call);
      return json({ results: results.map(view), total });
    }),
    tenant(['POST', `${ONE}/unlock`], 'unlockTrigger', (call) => {
      const row = rowOf(world, keyOf(call));
      throw illegalState(
        mode.triggerRows === 'context'
          ? 'Trigger is not locked'
          : `trigger ${describeKey(world, row)} is already unlocked`,
      );
    }),
    tenant(['POST', `${ONE}/restart`], 'restartTrigger', (call) => {
      const { date: _, ...row } = rowOf(world, keyOf(call));
      return json(view(mode.triggerRows === 'state' ? rowOf(world, keyOf(call)) : triggers.save(row)));
    }),
    tenant(['DELETE', ONE], 'deleteTrigger', (call) => {
      triggers.forget(rowOf(world, keyOf(call)));
      return empty(204);
    }),
    tenant(
      ['POST', '/triggers/set-disabled/by-triggers'],
      'disabledTriggersByIds',
      (call) => disableMany(world, call),
      {
        consumes: JSON_BODY,
      },
    ),
  ];
}

/** The row that a body or path names, or 404. 2.0 says which one is missing. */
export function rowOf(
  world: World,
  key: TriggerKey,
  describe = (name: string) => `Trigger ${name} not found`,
): TriggerRow {
  const row = world.triggers.find(key);
  if (row) return row;
  throw notFound(world.mode.triggerRows === 'state' ? describe(describeKey(world, key)) : undefined);
}

function describeKey({ tenant: id }: World, { namespace, flowId, triggerId }: TriggerKey): string {
  return `[tenant=${id}, namespace=${namespace}, flow=${flowId}, trigger=${triggerId}]`;
}

/** Disables or enables a trigger. In 1.x, disabling it removes its next date. */
export function setDisabled(
  { triggers, timeline, mode }: World,
  row: TriggerRow,
  disabled: boolean,
): TriggerRow {
  const { next: _, ...rest } = row;
  const now = timeline.nowMillis();
  if (mode.triggerRows === 'state') {
    const evaluated = disabled ? {} : { evaluated: now };
    return triggers.save({ ...row, ...evaluated, updated: timeline.next(), disabled });
  }
  const next = disabled ? undefined : triggers.next(row, now);
  return triggers.save({ ...rest, ...(next === undefined ? {} : { next }), disabled });
}

function item(world: World, row: TriggerRow): object {
  const definition = isWritten(world, row) ? world.triggers.definition(row) : undefined;
  const state = triggerView(row, world);
  return world.mode.triggerRows === 'context'
    ? { abstractTrigger: definition, triggerContext: state }
    : { trigger: definition, state };
}

// Kestra searches the id as written in the source: `id: off`, which became "false", is not found.
function isWritten({ flows }: World, { namespace, flowId, triggerId }: TriggerRow): boolean {
  const flow = flows.find(namespace, flowId);
  return flow !== undefined && objects(readYaml(flow.source).triggers).some(({ id }) => id === triggerId);
}

function keyOf(call: Call): TriggerKey {
  return {
    namespace: call.param('namespace'),
    flowId: call.param('flowId'),
    triggerId: call.param('triggerId'),
  };
}

function disableMany(world: World, call: Call) {
  const body = call.request.json();
  if (!isObject(body)) throw notFound();
  const rows = objects(body.triggers).flatMap(({ namespace, flowId, triggerId }) => {
    const key = { namespace: String(namespace), flowId: String(flowId), triggerId: String(triggerId) };
    return world.triggers.find(key) ?? [];
  });
  for (const row of rows) setDisabled(world, row, body.disabled === true);
  if (world.mode.bulk === 'counted') return json({ count: rows.length });
  return json({ operationId: world.ids.next(), totalItems: rows.length }, 202);
}
