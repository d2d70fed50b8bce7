import { type Hook, runWebhook, webhookOf } from '../engine/webhook.js';
import { illegalState, notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { ApiRequest } from '../http/request.js';
import type { Call, Route } from '../http/router.js';
import type { Json } from '../json.js';
import { webhookView } from '../views/execution.js';
import type { World } from '../world.js';
import { uiPath } from './execution-create.js';
import { tenant } from './lookup.js';

const PATH = '/executions/webhook/{namespace}/{id}/{key}';

/** The webhooks of flows. A caller with the key needs no credentials. */
export function webhookRoutes(world: World): Route[] {
  return ['GET', 'POST', 'PUT'].map((method) =>
    tenant([method, PATH], `trigger${method}Webhook`, (call) => trigger(world, call)),
  );
}

function trigger(world: World, call: Call) {
  const flow = world.flows.find(call.param('namespace'), call.param('id'));
  if (!flow) throw notFound('Flow not found');
  const webhook = webhookOf(flow, call.param('key'));
  if (!webhook) throw notFound('Webhook not found');
  if (flow.definition.disabled) throw illegalState('Requested Flow is disabled.');
  const execution = runWebhook(world.engine, { flow, trigger: webhook }, hookOf(call.request));
  const url = world.mode.wholeExecutions ? {} : { url: uiPath(world, execution) };
  return json({ ...webhookView(execution, world), ...url });
}

function hookOf(request: ApiRequest): Hook {
  const parameters = Object.fromEntries(
    [...new Set(request.query.keys())].map((name) => [name, request.query.getAll(name)]),
  );
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [titled(name), [value ?? ''].flat()]),
  );
  return { ...(request.body.length > 0 ? { body: bodyOf(request) } : {}), headers, parameters };
}

function bodyOf(request: ApiRequest): Json {
  try {
    return JSON.parse(request.text());
  } catch {
    return request.text();
  }
}

// `Content-Type` for `content-type`, as clients usually write it.
const titled = (name: string) => name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
