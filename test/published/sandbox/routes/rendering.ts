import { executionScope, flowScope } from '../engine/context.js';
import type { InputScope } from '../engine/input-resolver.js';
import { secretValue } from '../engine/secrets.js';
import { readYaml } from '../flow/yaml.js';
import { invalidEntity, notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import { renderText } from '../pebble/render.js';
import type { World } from '../world.js';
import { JSON_BODY, tenant, YAML } from './lookup.js';

/** Since 2.0: the variables that the expressions of a source can use, and rendering without an execution. */
export function renderingRoutes(world: World): Route[] {
  if (!world.mode.pluginPages) return [];
  return [
    tenant(['POST', '/flows/expressions'], 'expressions', (call) => json(usable(world, call)), {
      consumes: YAML,
    }),
    tenant(['POST', '/expressions/render'], 'renderExpressions', (call) => json(rendered(world, call)), {
      consumes: JSON_BODY,
    }),
  ];
}

const CONTEXT =
  'envs execution execution.endDate execution.id execution.originalId execution.outputs execution.startDate ' +
  'execution.state files flow flow.id flow.namespace flow.revision flow.tenantId globals inputs item item.index item.key ' +
  'item.parent item.parent.index item.parent.key item.parent.value item.parents item.value kestra kestra.environment ' +
  'kestra.url labels outputs parent parent.task parent.task.id parent.taskrun parent.taskrun.value parents task task.id ' +
  'task.type taskrun taskrun.attemptsCount taskrun.id taskrun.iteration taskrun.parentId taskrun.startDate taskrun.value ' +
  'tasks trigger vars';
/** The tasks whose outputs are known here. */
const OUTPUTS: Readonly<Record<string, string>> = { 'io.kestra.plugin.core.debug.Return': 'value' };

function usable({ mode, secrets }: World, call: Call): object {
  const flow = readYaml(call.request.text());
  const list = (key: string) =>
    isObject(flow) && Array.isArray(flow[key]) ? flow[key].filter(isObject) : [];
  return {
    taskOutputs: list('tasks').flatMap(({ id, type }) =>
      OUTPUTS[String(type)] === undefined ? [] : [`outputs.${String(id)}.${OUTPUTS[String(type)]}`],
    ),
    executionContext: CONTEXT.split(' '),
    inputs: list('inputs')
      .map(({ id }) => `inputs.${String(id)}`)
      .sort(),
    secrets: secrets.map((name) => `secret('${name}')`),
    filters: mode.pebble.filters,
    functions: mode.pebble.functions.map(signature),
  };
}

function signature(one: World['mode']['pebble']['functions'][number]): string {
  if (typeof one === 'string') return one;
  const parts = one.arguments.map(({ name, defaultValue }) =>
    defaultValue === undefined ? name : `${name}=${defaultValue}`,
  );
  return `${one.name}(${parts.join(', ')})`;
}

function rendered(world: World, call: Call): object {
  const asked = JSON.parse(call.request.text()) as JsonObject;
  const expressions = (asked.expressions ?? []) as string[];
  if (expressions.length === 0) {
    const path = 'renderExpressions.request.expressions';
    const message = 'must not be empty';
    throw invalidEntity(`${path}: ${message}`, [{ message, path, pointer: '/expressions' }]);
  }
  const scope = scopeOf(world, asked);
  return { rendered: Object.fromEntries(expressions.map((one) => [one, renderedOr(world, one, scope)])) };
}

function scopeOf(world: World, { executionId, namespace, flowId, flow }: JsonObject): InputScope {
  if (typeof executionId === 'string') {
    const execution = world.executions.find(executionId);
    if (!execution) throw notFound(`Unable to find execution '${executionId}'`);
    return executionScope(world, execution);
  }
  const source = typeof flow === 'string' ? readYaml(flow) : undefined;
  const known = isObject(source) ? source : { namespace: namespace ?? '', id: flowId ?? '' };
  const scope = flowScope(world, { namespace: String(known.namespace), id: String(known.id) });
  return { ...scope, variables: { ...scope.variables, vars: (known.variables ?? {}) as Json } };
}

/** An expression that cannot be rendered stays as it is. A secret shows its name. */
function renderedOr({ secrets }: World, expression: string, scope: InputScope): string {
  try {
    const asksForSecret = /\bsecret\(/.test(expression);
    const text = renderText(expression, scope);
    if (!asksForSecret) return text;
    return secrets.reduce((left, name) => left.replaceAll(secretValue(name), `[secret: ${name}]`), text);
  } catch {
    return expression;
  }
}
