import { defineLabels } from '../flow/definition.js';
import { badRequest, illegalState, notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Handler, Route } from '../http/router.js';
import { isObject, type JsonObject } from '../json.js';
import type { TriggerKey, TriggerRow } from '../store/triggers.js';
import { isoSeconds } from '../time.js';
import { triggerView } from '../views/trigger.js';
import type { World } from '../world.js';
import { JSON_BODY, tenant } from './lookup.js';
import { rowOf, setDisabled } from './triggers.js';

/** Creating, pausing and ending backfills; in 1.x by updating the trigger's row. */
export function backfillRoutes(world: World): Route[] {
  const { mode, backfills } = world;
  const view = (row: TriggerRow) => json(triggerView(row, world));
  const route = (method: string, path: string, operation: string, handle: Handler) =>
    tenant([method, `/triggers${path}`], operation, handle, { consumes: JSON_BODY });
  const written =
    mode.triggerRows === 'context'
      ? [route('PUT', '', 'updateTrigger', (call) => view(update(world, call)))]
      : [
          route('PUT', '/backfill/create', 'createBackfill', (call) => {
            const body = bodyOf(call);
            return view(createBackfill(world, rowOf(world, keyOf(body)), body));
          }),
          route('PUT', '/set-disabled', 'disableTriggerById', (call) => {
            const body = bodyOf(call);
            return view(setDisabled(world, rowOf(world, keyOf(body)), body.disabled === true));
          }),
        ];
  return [
    ...written,
    route('PUT', '/backfill/pause', 'pauseBackfill', (call) => view(setPaused(world, call, true))),
    route('PUT', '/backfill/unpause', 'unpauseBackfill', (call) => view(setPaused(world, call, false))),
    route('POST', '/backfill/delete', 'deleteBackfill', (call) => view(backfills.end(running(world, call)))),
  ];
}

function update(world: World, call: Call): TriggerRow {
  const body = bodyOf(call);
  const key = keyOf(body);
  if (!world.flows.find(key.namespace, key.flowId))
    throw notFound(`Flow of trigger ${key.triggerId} not found`);
  if (!world.triggers.definition(key)) throw notFound(`Flow ${key.flowId} has no trigger ${key.triggerId}`);
  const row = rowOf(world, key);
  return isObject(body.backfill)
    ? createBackfill(world, row, body)
    : setDisabled(world, row, body.disabled === true);
}

// A backfill that is running gives way to the new one.
function createBackfill(
  { triggers, backfills, timeline }: World,
  row: TriggerRow,
  body: JsonObject,
): TriggerRow {
  const given = isObject(body.backfill) ? body.backfill : {};
  const start = String(given.start);
  const next = triggers.next(row, Date.parse(start));
  if (Number.isNaN(Date.parse(start)) || next === undefined) throw badRequest('Invalid backfill');
  const saved = triggers.save({
    ...row,
    next,
    backfill: {
      start,
      end: given.end === undefined ? isoSeconds(timeline.nowMillis()) : String(given.end),
      currentDate: start,
      paused: false,
      ...(isObject(given.inputs) ? { inputs: given.inputs } : {}),
      ...(given.labels === undefined ? {} : { labels: defineLabels(given.labels) }),
      ...(row.next === undefined ? {} : { previousNext: row.next }),
    },
  });
  backfills.start(saved);
  return saved;
}

function setPaused(world: World, call: Call, paused: boolean): TriggerRow {
  const { backfill, ...row } = running(world, call);
  const saved = world.triggers.save({ ...row, backfill: { ...backfill, paused } });
  if (!paused) world.backfills.start(saved);
  return saved;
}

function running(world: World, call: Call): TriggerRow & { backfill: NonNullable<TriggerRow['backfill']> } {
  const body = bodyOf(call);
  // 1.x looks the row up by all its ids, the tenant among them.
  if (world.mode.triggerRows === 'context' && body.tenantId !== world.tenant) throw notFound();
  const { backfill, ...row } = rowOf(world, keyOf(body));
  if (backfill) return { ...row, backfill };
  throw world.mode.conflicts === 'always 409'
    ? illegalState('No backfill found')
    : badRequest('No backfill found');
}

function bodyOf(call: Call): JsonObject {
  const body = call.request.json();
  if (!isObject(body)) throw badRequest('A trigger is expected');
  return body;
}

function keyOf({ namespace, flowId, triggerId }: JsonObject): TriggerKey {
  return { namespace: String(namespace), flowId: String(flowId), triggerId: String(triggerId) };
}
