import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { pluginType } from './catalog.js';

/** A key and a value, on a flow or an execution. */
export interface Label {
  key: string;
  value: string;
}

/** A task, or a trigger, with the properties of its type. */
export interface TaskDefinition extends JsonObject {
  id: string;
  type: string;
}

/** An input of a flow, or of a Pause. */
export interface InputDefinition extends JsonObject {
  id: string;
  type: string;
  required: boolean;
}

/** A flow as Kestra serves it: defaults filled in or left out, labels as a list. */
export interface FlowDefinition {
  id: string;
  namespace: string;
  description?: Json;
  inputs?: InputDefinition[];
  outputs?: JsonObject[];
  disabled: boolean;
  labels?: Label[];
  variables?: JsonObject;
  tasks: TaskDefinition[];
  errors?: TaskDefinition[];
  finally?: TaskDefinition[];
  triggers?: TaskDefinition[];
  /** What the sandbox does not interpret. */
  rest: JsonObject;
}

const INTERPRETED = new Set(
  'id namespace revision description inputs outputs disabled deleted labels variables tasks errors finally triggers'.split(
    ' ',
  ),
);

/** Properties that hold tasks of a task. */
export const CHILD_LISTS = ['tasks', 'then', 'else', 'errors', 'finally'] as const;

/** A checked source as a flow. */
export function defineFlow(source: JsonObject): FlowDefinition {
  const lists = {
    ...(source.inputs ? { inputs: objects(source.inputs).map(defineInput) } : {}),
    ...(source.outputs ? { outputs: objects(source.outputs) } : {}),
    ...(source.errors ? { errors: defineTasks(source.errors) } : {}),
    ...(source.finally ? { finally: defineTasks(source.finally) } : {}),
    ...(source.triggers ? { triggers: defineTasks(source.triggers) } : {}),
    ...(source.labels ? { labels: defineLabels(source.labels) } : {}),
    ...(isObject(source.variables) ? { variables: source.variables } : {}),
    ...(source.description === undefined ? {} : { description: source.description }),
  };
  return {
    id: String(source.id),
    namespace: String(source.namespace),
    disabled: source.disabled === true,
    tasks: defineTasks(source.tasks),
    ...lists,
    rest: Object.fromEntries(Object.entries(source).filter(([key]) => !INTERPRETED.has(key))),
  };
}

/** `{env: prod}` and `[{key: env, value: prod}]` are the same labels. */
export function defineLabels(labels: Json | undefined): Label[] {
  if (isObject(labels)) return Object.entries(labels).map(([key, value]) => ({ key, value: String(value) }));
  return objects(labels).map(({ key, value }) => ({ key: String(key), value: String(value) }));
}

/** Every task of a list and below it, in their order. */
export function allTasks(tasks: readonly TaskDefinition[] | undefined): TaskDefinition[] {
  return (tasks ?? []).flatMap((task) => [
    task,
    ...CHILD_LISTS.flatMap((list) => allTasks(childTasks(task, list))),
  ]);
}

/** The tasks in one list of a task. */
export function childTasks(task: JsonObject, list: (typeof CHILD_LISTS)[number]): TaskDefinition[] {
  return objects(task[list]).filter((child): child is TaskDefinition => typeof child.type === 'string');
}

function defineTasks(value: Json | undefined): TaskDefinition[] {
  return objects(value).map(defineTask);
}

function defineTask(source: JsonObject): TaskDefinition {
  const type = String(source.type);
  const defaults = pluginType(type)?.defaults ?? {};
  const task: TaskDefinition = { id: String(source.id), type };
  for (const [key, value] of Object.entries(source)) {
    if (key === 'id' || key === 'type' || defaults[key] === value) continue;
    if (key === 'onResume') task[key] = objects(value).map(defineInput);
    else task[key] = isChildList(key, value) ? defineTasks(value) : value;
  }
  return task;
}

function isChildList(key: string, value: Json | undefined): boolean {
  return (CHILD_LISTS as readonly string[]).includes(key) && objects(value).every((child) => 'type' in child);
}

// Kestra keeps defaults as text, whatever the type of the input.
function defineInput(source: JsonObject): InputDefinition {
  const { defaults } = source;
  const scalar = typeof defaults === 'number' || typeof defaults === 'boolean';
  const input = {
    ...source,
    id: String(source.id),
    type: String(source.type),
    required: source.required !== false,
  };
  return scalar ? { ...input, defaults: String(defaults) } : input;
}
