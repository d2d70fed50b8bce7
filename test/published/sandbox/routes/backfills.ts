import { defineLabels } from '../flow/definition.js';
import { badRequest, illegalState, notFound, wrongJson } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Handler, Route } from '../http/router.js';
import { isObject, type JsonObject, objects } from '../json.js';
import type { TriggerKey, TriggerRow } from '../store/triggers.js';
import { isoSeconds, parseDate } from '../time.js';
import { triggerView } from '../views/trigger.js';
import type { World } from '../world.js';
import { JSON_BODY, tenant } from './lookup.js';
import { rowOf, setDisabled } from './triggers.js';

/** Create, pause and end backfills. In 1.x, this updates the trigger. */
export function backfillRoutes(world: World): Route[] {
  const { mode } = world;
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
            const row = rowOf(world, keyOf(body), (key) => `Trigger not found: ${key}`);
            return view(setDisabled(world, row, body.disabled === true));
          }),
        ];
  return [
    ...written,
    route('PUT', '/backfill/pause', 'pauseBackfill', (call) => view(setPaused(world, call, true))),
    route('PUT', '/backfill/unpause', 'unpauseBackfill', (call) => view(setPaused(world, call, false))),
    ...['pause', 'unpause', 'delete'].map((verb) =>
      route('POST', `/backfill/${verb}/by-triggers`, `${verb}BackfillByIds`, (call) =>
        many(world, verb, call),
      ),
    ),
    route('POST', '/backfill/delete', 'deleteBackfill', (call) => view(endBackfill(world, call))),
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

// In 1.x, a new backfill replaces the running one. The next date of the replaced backfill is then taken for the
// next date of the schedule.
function createBackfill(world: World, row: TriggerRow, body: JsonObject): TriggerRow {
  const { triggers, backfills, timeline } = world;
  const given = isObject(body.backfill) ? body.backfill : {};
  refuseBackfill(world, row, given);
  const start = String(given.start);
  const end = given.end === undefined ? isoSeconds(timeline.nowMillis()) : String(given.end);
  const { updated: _, executionId: __, ...kept } = row;
  const updated = world.mode.triggerRows === 'state' ? { updated: timeline.next() } : {};
  const saved = triggers.save({
    ...kept,
    ...updated,
    next: nextOf(world, row, { start: Date.parse(start), end: Date.parse(end) }),
    backfill: {
      start,
      end,
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

function refuseBackfill({ mode, tenant }: World, row: TriggerRow, { start }: JsonObject): void {
  const [refuse, prefix, call] = mode.backfillsReplaced
    ? [badRequest, '', 'java.time.ZonedDateTime.withZoneSameInstant(java.time.ZoneId)" because "date']
    : [illegalState, 'Create backfill failed: ', NO_START];
  if (row.backfill && !mode.backfillsReplaced) {
    const trigger = [tenant, row.namespace, row.flowId, row.triggerId].join('_');
    const running = `A backfill is already running on trigger '${trigger}'.`;
    throw illegalState(`${prefix}${running} Delete it before creating a new one.`);
  }
  if (start === undefined || start === null) throw refuse(`${prefix}Cannot invoke "${call}" is null`);
  if (parseDate(String(start)) === undefined || !/(Z|[+-]\d{2}:?\d{2}(\[.*\])?)$/.test(String(start))) {
    throw wrongJson('backfill.start', `Text '${String(start)}' could not be parsed`);
  }
}

const NO_START =
  'java.time.ZonedDateTime.minusNanos(long)" because the return value of ' +
  '"io.kestra.core.models.triggers.Backfill.getStart()';

// The next date of the schedule. A backfill that contains no date does not change it.
function nextOf({ triggers, timeline, mode }: World, row: TriggerRow, { start, end }: Window): number {
  const first = triggers.next(row, mode.triggerRows === 'state' ? start - 1 : start);
  if (first !== undefined && first <= end) return first;
  return triggers.next(row, timeline.nowMillis()) ?? end;
}

interface Window {
  start: number;
  end: number;
}

function setPaused(world: World, call: Call, paused: boolean): TriggerRow {
  return pauseBackfill(world, running(world, call), paused);
}

function pauseBackfill(world: World, row: TriggerRow, paused: boolean): TriggerRow {
  const { backfill } = row;
  if (!backfill) return row;
  const saved = world.triggers.save({ ...row, backfill: { ...backfill, paused } });
  if (!paused) world.backfills.start(saved);
  return saved;
}

// 2.0 ignores the request if no backfill exists.
function running(world: World, call: Call): TriggerRow {
  const body = bodyOf(call);
  // 1.x finds the row by all its ids, including the tenant.
  if (world.mode.triggerRows === 'context' && body.tenantId !== world.tenant) throw notFound();
  const row = rowOf(world, keyOf(body));
  if (!row.backfill && world.mode.backfillsReplaced) throw badRequest('No backfill found');
  return row;
}

function many(world: World, verb: string, call: Call) {
  const rows = objects(call.request.json()).flatMap((key) => world.triggers.find(keyOf(key)) ?? []);
  for (const row of rows) {
    if (verb !== 'delete') pauseBackfill(world, row, verb === 'pause');
    else if (row.backfill) world.backfills.end(row);
  }
  if (world.mode.bulk === 'counted') return json({ count: rows.length });
  return json({ operationId: world.ids.next(), totalItems: rows.length }, 202);
}

function endBackfill(world: World, call: Call): TriggerRow {
  const row = running(world, call);
  return row.backfill ? world.backfills.end(row) : row;
}

function bodyOf(call: Call): JsonObject {
  const body = call.request.json();
  if (!isObject(body)) throw badRequest('A trigger is expected');
  return body;
}

function keyOf({ namespace, flowId, triggerId }: JsonObject): TriggerKey {
  return { namespace: String(namespace), flowId: String(flowId), triggerId: String(triggerId) };
}
