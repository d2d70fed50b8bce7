import type { Violation } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { cronFault } from '../store/cron.js';
import { coreType } from './catalog.js';
import { absent } from './check.js';
import type { FlowRules } from './rules.js';
import { knownType } from './types.js';
import type { Member } from './walk.js';

const TASK_ID = /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/;

// Kestra says that these must not be empty, and that others must not be null.
const NOT_EMPTY: Readonly<Record<string, readonly string[]>> = { [coreType('flow.Subflow')]: ['namespace'] };

const RETRY: Readonly<Record<string, readonly string[]>> = {
  constant: ['interval'],
  exponential: ['interval', 'maxInterval'],
  random: ['minInterval', 'maxInterval'],
};

/** Missing and misnamed properties of a task or trigger. */
export function memberViolations({ member, path }: Member, flow: JsonObject, rules: FlowRules): Violation[] {
  const known = knownType(String(member.type), rules);
  const given = { ...defaultsOf(flow, String(member.type)), ...member };
  const at = (property: string) => `${placeOf(member, path, rules)}.${property}`;
  const missing = (known?.plugin.required ?? []).filter((property) => isMissing(given[property]));
  const { id } = member;
  return [
    ...absent(id, `${path}.id`),
    ...(id === undefined || id === null || TASK_ID.test(String(id))
      ? []
      : [{ path: at('id'), message: `must match "${TASK_ID.source.slice(0, -1)}"` }]),
    ...missing.map((property) => ({
      path: at(property),
      message: emptyOrNull(known?.name, property, given),
    })),
    ...retryViolations(member.retry, rules.listedPaths ? at('retry') : `${path}.retry`),
  ];
}

/** Errors in the times of a schedule. */
export function triggerViolations({ member, path }: Member): Violation[] {
  if (!String(member.type).endsWith('.Schedule') || typeof member.cron !== 'string') return [];
  const fault = cronFault(member.cron, member.withSeconds === true);
  return fault === undefined ? [] : [{ path, message: `invalid cron expression '${member.cron}': ${fault}` }];
}

// The path is `x.message` up to 1.x, and `tasks[x].message` since 2.0.
function placeOf(member: JsonObject, path: string, { listedPaths }: FlowRules): string {
  if (member.id === undefined || member.id === null) return path;
  return listedPaths ? path.replace(/\[\d+\]((?:\.task)?)$/, `[${String(member.id)}]$1`) : String(member.id);
}

function isMissing(value: Json | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function emptyOrNull(type: string | undefined, property: string, given: JsonObject): string {
  const notEmpty =
    Array.isArray(given[property]) || property === 'tasks' || NOT_EMPTY[type ?? '']?.includes(property);
  return `must not be ${notEmpty ? 'empty' : 'null'}`;
}

function retryViolations(retry: Json | undefined, path: string): Violation[] {
  if (!isObject(retry)) return [];
  return (RETRY[String(retry.type)] ?? [])
    .filter((property) => isMissing(retry[property]))
    .map((property) => ({ path: `${path}.${property}`, message: 'must not be null' }));
}

// Plugin defaults supply the missing properties of tasks of their type or of a subtype.
function defaultsOf({ pluginDefaults, taskDefaults }: JsonObject, type: string): JsonObject {
  const applying = [...objects(taskDefaults), ...objects(pluginDefaults)].filter(
    (each) => typeof each.type === 'string' && type.startsWith(each.type),
  );
  return Object.assign({}, ...applying.map(({ values }) => (isObject(values) ? values : {})));
}
