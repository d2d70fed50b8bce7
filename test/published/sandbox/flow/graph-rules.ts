import { unreadableDefault } from '../engine/input-defaults.js';
import { readInputValue } from '../engine/input-values.js';
import type { JsonObject } from '../json.js';
import { objects } from '../json.js';
import { coreType } from './catalog.js';
import { defineLabels, dependsOnInputs } from './definition.js';
import type { FlowRules } from './rules.js';
import { currentName } from './types.js';
import { everyTask } from './walk.js';

/** Violated rules between the parts of a flow. Kestra puts them into one sentence. */
export function graphFaults(flow: JsonObject, rules: FlowRules): string[] {
  const tasks = everyTask(flow, rules, ['tasks', 'errors', 'finally']).map(({ member }) => member);
  const inputs = objects(flow.inputs);
  return [
    ...reserved(String(flow.id), rules),
    ...duplicates('task id', tasks),
    ...duplicates('trigger id', objects(flow.triggers)),
    ...systemLabels(flow),
    ...duplicates('input', inputs),
    ...duplicates('output', objects(flow.outputs)),
    ...dependencies(inputs),
    ...(rules.typedDefaults ? inputs.flatMap(wrongDefault) : []),
    ...recursion(flow, tasks, rules),
  ];
}

function reserved(id: string, { reservedIds }: FlowRules): string[] {
  if (!reservedIds.includes(id)) return [];
  return [`Flow id is a reserved keyword: ${id}. List of reserved keywords: ${reservedIds.join(', ')}`];
}

function duplicates(what: string, items: readonly JsonObject[]): string[] {
  const ids = items.flatMap(({ id }) => (id === undefined || id === null ? [] : [String(id)]));
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return twice.length === 0 ? [] : [`Duplicate ${what} with name [${twice.join(', ')}]`];
}

function systemLabels({ labels }: JsonObject): string[] {
  const offending = defineLabels(labels).find(({ key }) => key.startsWith('system.'));
  if (!offending) return [];
  const label = `${offending.key}=${offending.value}`;
  return [`System labels can only be set by Kestra itself, offending label: ${label}`];
}

function dependencies(inputs: readonly JsonObject[]): string[] {
  const ids = inputs.map(({ id }) => String(id));
  return inputs.flatMap(({ id, dependsOn }) =>
    dependsOnInputs(dependsOn)
      .filter((other) => !ids.includes(other))
      .map((other) => `Input with id '${String(id)}' depends on a non-existent input '${other}'.`),
  );
}

const TYPED = ['INT', 'FLOAT', 'BOOL', 'DATE', 'DATETIME', 'TIME', 'DURATION'];

// The value of an expression is known only when the flow runs.
function wrongDefault(input: JsonObject): string[] {
  const { id, type, defaults } = input;
  const value = String(defaults);
  const wrong = `Invalid default for input '${String(id)}': \`${value}\` is not a valid ${String(type)} value`;
  if (defaults === undefined || defaults === null || value.includes('{{') || !TYPED.includes(String(type)))
    return [];
  try {
    const input = { id: String(id), type: String(type), required: true };
    if (unreadableDefault(value, input) === undefined) {
      readInputValue(value, input);
      return [];
    }
    return [wrong];
  } catch {
    return [wrong];
  }
}

function recursion(flow: JsonObject, tasks: readonly JsonObject[], rules: FlowRules): string[] {
  const own = tasks.some(
    ({ type, namespace, flowId }) =>
      currentName(String(type), rules) === coreType('flow.Subflow') &&
      namespace === flow.namespace &&
      flowId === flow.id,
  );
  return own ? [`Recursive call to flow [${String(flow.namespace)}.${String(flow.id)}]`] : [];
}
