import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { pluginType } from './catalog.js';

/** A label of a flow or an execution. */
export interface Label {
  key: string;
  value: string;
}

/** A task or trigger with the properties of its type. */
export interface TaskDefinition extends JsonObject {
  id: string;
  type: string;
}

/** An input of a flow or of a Pause. */
export interface InputDefinition extends JsonObject {
  id: string;
  type: string;
  required: boolean;
}

/** A flow as Kestra returns it: with defaults set or omitted, and labels as a list. */
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
  afterExecution?: TaskDefinition[];
  triggers?: TaskDefinition[];
  /** Keys that the sandbox does not interpret. */
  rest: JsonObject;
}

const INTERPRETED = new Set(
  'id namespace revision description inputs outputs disabled deleted labels variables tasks errors finally afterExecution triggers'.split(
    ' ',
  ),
);

/** The properties of a task that contain tasks. */
export const CHILD_LISTS = ['tasks', 'then', 'else', 'defaults', 'errors', 'finally'] as const;

/** Turns a validated source into a flow. */
export function defineFlow(source: JsonObject): FlowDefinition {
  const lists = {
    ...(source.inputs ? { inputs: objects(source.inputs).map(defineInput) } : {}),
    ...(source.outputs ? { outputs: objects(source.outputs) } : {}),
    ...(source.errors ? { errors: defineTasks(source.errors) } : {}),
    ...(source.finally ? { finally: defineTasks(source.finally) } : {}),
    ...(source.afterExecution ? { afterExecution: defineTasks(source.afterExecution) } : {}),
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

/** Reads labels. `{env: prod}` and `[{key: env, value: prod}]` mean the same. */
export function defineLabels(labels: Json | undefined): Label[] {
  if (isObject(labels)) return Object.entries(labels).map(([key, value]) => ({ key, value: String(value) }));
  return objects(labels).map(({ key, value }) => ({ key: String(key), value: String(value) }));
}

/** All tasks in a list and their descendants, in order. */
export function allTasks(tasks: readonly TaskDefinition[] | undefined): TaskDefinition[] {
  return (tasks ?? []).flatMap((task) => [
    task,
    ...CHILD_LISTS.flatMap((list) => allTasks(childTasks(task, list))),
    ...Object.keys(isObject(task.cases) ? task.cases : {}).flatMap((name) => allTasks(caseTasks(task, name))),
    ...allTasks(dagTasks(task).map((each) => each.task)),
  ]);
}

/** All tasks of a flow at any depth. */
export function everyTask({
  tasks,
  errors,
  finally: last,
  afterExecution,
}: FlowDefinition): TaskDefinition[] {
  return [tasks, errors, last, afterExecution].flatMap(allTasks);
}

/** The tasks in one list of a task. */
export function childTasks(task: JsonObject, list: (typeof CHILD_LISTS)[number]): TaskDefinition[] {
  return objects(task[list]).filter(isTask);
}

/** The tasks in one case of a Switch. */
export function caseTasks({ cases }: JsonObject, name: string): TaskDefinition[] {
  return isObject(cases) ? objects(cases[name]).filter(isTask) : [];
}

/** The tasks of a Dag, each with the ids of its dependencies. */
export function dagTasks({ tasks }: JsonObject): { task: TaskDefinition; dependsOn: string[] }[] {
  return objects(tasks).flatMap(({ task, dependsOn }) =>
    isObject(task) && isTask(task)
      ? [{ task, dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [] }]
      : [],
  );
}

function isTask(child: JsonObject): child is TaskDefinition {
  return typeof child.type === 'string';
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
    else if (key === 'cases' && isObject(value)) task[key] = defineCases(value);
    else if (key === 'tasks' && objects(value).some((child) => 'task' in child)) task[key] = defineDag(value);
    else task[key] = isChildList(key, value) ? defineTasks(value) : value;
  }
  return task;
}

function defineCases(cases: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(cases).map(([name, tasks]) => [name, defineTasks(tasks)]));
}

function defineDag(value: Json | undefined): JsonObject[] {
  return objects(value).map((each) =>
    isObject(each.task) ? { ...each, task: defineTask(each.task) } : each,
  );
}

function isChildList(key: string, value: Json | undefined): boolean {
  return (CHILD_LISTS as readonly string[]).includes(key) && objects(value).every((child) => 'type' in child);
}

const CHOICE = { allowCustomValue: false, autoSelectFirst: false };
const CHOICES: Readonly<Record<string, JsonObject>> = {
  SELECT: { ...CHOICE, isRadio: false },
  MULTISELECT: { ...CHOICE, itemType: 'STRING' },
};

// Kestra stores defaults as text, whatever the type of the input.
function defineInput(source: JsonObject): InputDefinition {
  const { defaults } = source;
  const scalar = typeof defaults === 'number' || typeof defaults === 'boolean';
  const input = {
    ...CHOICES[String(source.type)],
    ...source,
    id: String(source.id),
    type: String(source.type),
    required: source.required !== false,
  };
  return scalar ? { ...input, defaults: String(defaults) } : input;
}

/** The ids of the inputs on which an input depends. */
export function dependsOnInputs(dependsOn: Json | undefined): string[] {
  return isObject(dependsOn) && Array.isArray(dependsOn.inputs) ? dependsOn.inputs.map(String) : [];
}
