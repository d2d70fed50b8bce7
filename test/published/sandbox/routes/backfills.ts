import { defineLabels } from '../flow/definition.js';
import { badRequest, illegalState, notFound, wrongJson } from '../http/envelope.js';
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
            checkDates(body);
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
    route('POST', '/backfill/delete', 'deleteBackfill', (call) => view(end(world, running(world, call)))),
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

// 1.x lets a backfill that is running give way to the new one, 2.0 refuses the new one.
function createBackfill(world: World, row: TriggerRow, body: JsonObject): TriggerRow {
  const { triggers, backfills, timeline } = world;
  const given = isObject(body.backfill) ? body.backfill : {};
  if (world.mode.triggerRows === 'state') checkBackfill(world, row, given);
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

const NO_START =
  'Cannot invoke "java.time.ZonedDateTime.minusNanos(long)" because the return value of ' +
  '"io.kestra.core.models.triggers.Backfill.getStart()" is null';

function checkBackfill({ tenant: id }: World, row: TriggerRow, { start }: JsonObject): void {
  if (start === undefined || start === null) throw illegalState(`Create backfill failed: ${NO_START}`);
  if (!row.backfill) return;
  const name = `${id}_${row.namespace}_${row.flowId}_${row.triggerId}`;
  const running = `A backfill is already running on trigger '${name}'.`;
  throw illegalState(`Create backfill failed: ${running} Delete it before creating a new one.`);
}

// A date without an offset is no date to 2.0, and looked at before anything else.
function checkDates(body: JsonObject): void {
  const backfill = isObject(body.backfill) ? body.backfill : {};
  for (const name of ['start', 'end']) {
    const date = backfill[name];
    if (date === undefined || date === null || hasOffset(String(date))) continue;
    throw wrongJson(`backfill.${name}`, `Text '${String(date)}' could not be parsed`);
  }
}

const hasOffset = (date: string) =>
  /T.*(Z|[+-]\d{2}:\d{2}(\[.*\])?)$/.test(date) && !Number.isNaN(Date.parse(date.replace(/\[.*\]$/, '')));

function setPaused(world: World, call: Call, paused: boolean): TriggerRow {
  const { backfill, ...row } = running(world, call);
  if (!backfill) return row;
  const saved = world.triggers.save({ ...row, backfill: { ...backfill, paused } });
  if (!paused) world.backfills.start(saved);
  return saved;
}

function running(world: World, call: Call): TriggerRow {
  const body = bodyOf(call);
  // 1.x looks the row up by all its ids, the tenant among them.
  if (world.mode.triggerRows === 'context' && body.tenantId !== world.tenant) throw notFound();
  const row = rowOf(world, keyOf(body));
  // 2.0 does not mind that there is none.
  if (!row.backfill && world.mode.triggerRows === 'context') throw badRequest('No backfill found');
  return row;
}

const end = ({ backfills }: World, row: TriggerRow) => (row.backfill ? backfills.end(row) : row);

function bodyOf(call: Call): JsonObject {
  const body = call.request.json();
  if (!isObject(body)) throw badRequest('A trigger is expected');
  return body;
}

function keyOf({ namespace, flowId, triggerId }: JsonObject): TriggerKey {
  return { namespace: String(namespace), flowId: String(flowId), triggerId: String(triggerId) };
}
