import { ApiError, invalidEntity, type Violation } from '../http/envelope.js';
import type { JsonObject } from '../json.js';
import { objects } from '../json.js';
import { pluginType } from './catalog.js';
import { CHILD_LISTS } from './definition.js';

const RESERVED = 'pause, resume, force-run, change-status, kill, executions, search, source, disable, enable';
const ID = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;
const NAMESPACE = /^[a-z0-9][a-z0-9._-]*$/;
const FLOW_CLASS = 'io.kestra.core.models.flows.FlowWithSource';
const TOP_LISTS = ['tasks', 'errors', 'finally', 'triggers'];

/** A type that nobody knows; Kestra does not look at the rest of the flow then. */
export class UnknownType extends ApiError {
  constructor(type: string, chain: string) {
    const unresolved =
      `Could not resolve type id '${type}' as a subtype of \`io.kestra.core.models.Plugin\`: ` +
      `No plugin registered for the defined type: '${type}'\n` +
      ` at [Source: UNKNOWN; byte offset: #UNKNOWN] (through reference chain: ${chain})`;
    super(422, `Invalid entity: Invalid type: ${type}`, [
      { message: unresolved, path: chain },
      { message: `Invalid type: ${type}`, path: chain },
    ]);
  }
}

/** Throws on the first type that is not known, wherever it is nested. */
export function checkTypes(flow: JsonObject): void {
  for (const list of TOP_LISTS) checkList(objects(flow[list]), `${FLOW_CLASS}["${list}"]`);
}

function checkList(tasks: readonly JsonObject[], chain: string): void {
  for (const [index, task] of tasks.entries()) {
    const here = `${chain}->java.util.ArrayList[${index}]`;
    const type = String(task.type);
    if (!pluginType(type)) throw new UnknownType(type, here);
    for (const list of CHILD_LISTS) {
      const children = objects(task[list]).filter((child) => 'type' in child);
      checkList(children, `${here}->${type}["${list}"]`);
    }
  }
}

/** What is wrong with a flow whose types are known. */
export function violationsOf(flow: JsonObject): Violation[] {
  const tasks = [...TOP_LISTS, 'onResume'].flatMap((list) => everyTask(objects(flow[list])));
  return [
    ...named(flow, 'id', ID),
    ...named(flow, 'namespace', NAMESPACE),
    ...(objects(flow.tasks).length === 0 ? [{ path: 'tasks', message: 'must not be empty' }] : []),
    ...reserved(String(flow.id)),
    ...tasks.flatMap(missing),
    ...duplicates(everyTask(objects(flow.tasks))),
  ];
}

/** The failure that a create or an update answers. */
export function refuse(violations: readonly Violation[]): ApiError {
  return invalidEntity(
    describe(violations),
    violations.map(({ message, path }) => ({ message, path })),
  );
}

/** The violations as bean validation puts them into one text. */
export function describe(violations: readonly Violation[]): string {
  return violations.map(({ path, message }) => `${path}: ${message}\n`).join('');
}

function named(flow: JsonObject, key: string, pattern: RegExp): Violation[] {
  const value = flow[key];
  if (value === undefined || value === null) return [{ path: key, message: 'must not be null' }];
  if (pattern.test(String(value))) return [];
  return [{ path: key, message: `must match "${pattern.source.slice(0, -1)}"` }];
}

function reserved(id: string): Violation[] {
  if (!RESERVED.split(', ').includes(id)) return [];
  const message = `Invalid Flow: Flow id is a reserved keyword: ${id}. List of reserved keywords: ${RESERVED}`;
  return [{ path: '', message }];
}

function everyTask(tasks: readonly JsonObject[]): JsonObject[] {
  return tasks.flatMap((task) => [task, ...CHILD_LISTS.flatMap((list) => everyTask(objects(task[list])))]);
}

function missing(task: JsonObject): Violation[] {
  const required = pluginType(String(task.type))?.required ?? [];
  const id = String(task.id);
  return ['id', ...required]
    .filter((property) => task[property] === undefined || task[property] === null)
    .map((property) => ({ path: `${id}.${property}`, message: 'must not be null' }));
}

function duplicates(tasks: readonly JsonObject[]): Violation[] {
  const ids = tasks.map((task) => String(task.id));
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (twice.length === 0) return [];
  return [{ path: '', message: `Invalid Flow: Duplicate task id with name [${twice.join(', ')}]` }];
}
