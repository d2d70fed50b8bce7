import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { CORE } from './catalog.js';
import type { FlowRules } from './rules.js';
import { currentName } from './types.js';

/** A task or trigger in the source of a flow, with its path. */
export interface Member {
  member: JsonObject;
  /** `tasks[0].then[1]`. */
  path: string;
  /** The same path in Jackson's notation. */
  chain: string;
}

const FLOW = 'io.kestra.core.models.flows.FlowWithSource';
const TASK_LISTS = ['tasks', 'errors', 'finally', 'afterExecution'];
const CHILD_LISTS = ['tasks', 'then', 'else', 'defaults', 'errors', 'finally'];

/** The top-level tasks of a flow, or its triggers. */
export function topMembers(flow: JsonObject, what: 'tasks' | 'triggers'): Member[] {
  const lists = what === 'tasks' ? TASK_LISTS : ['triggers'];
  return lists.flatMap((list) => members(flow[list], list, `${FLOW}["${list}"]`));
}

/** All tasks of a flow at any depth. Each task comes before its children. */
export function everyTask(flow: JsonObject, rules: FlowRules, lists = TASK_LISTS): Member[] {
  const below = (one: Member): Member[] => [one, ...childrenOf(one, rules).flatMap(below)];
  return lists.flatMap((list) => members(flow[list], list, `${FLOW}["${list}"]`)).flatMap(below);
}

/** The child tasks of a task. */
export function childrenOf({ member, path, chain }: Member, rules: FlowRules): Member[] {
  const type = currentName(String(member.type), rules);
  if (!type.startsWith(`${CORE}flow.`)) return [];
  const within = (key: string) => `${chain}->${type}["${key}"]`;
  const cases = isObject(member.cases) ? Object.entries(member.cases) : [];
  return [
    ...CHILD_LISTS.flatMap((key) => members(member[key], `${path}.${key}`, within(key))),
    ...cases.flatMap(([name, tasks]) =>
      members(tasks, `${path}.cases.${name}`, `${within('cases')}->java.util.LinkedHashMap["${name}"]`),
    ),
  ];
}

// The tasks of a Dag are under `task`, next to their dependencies.
function members(list: Json | undefined, path: string, chain: string): Member[] {
  return objects(list).map((item, index) => {
    const held = 'type' in item || !isObject(item.task) ? undefined : item.task;
    return {
      member: held ?? item,
      path: `${path}[${index}]${held ? '.task' : ''}`,
      chain: `${chain}->java.util.ArrayList[${index}]`,
    };
  });
}
