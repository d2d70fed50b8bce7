import type { JsonObject } from '../json.js';
import { objects } from '../json.js';
import type { FlowStore } from '../store/flows.js';
import { coreType } from './catalog.js';
import type { FlowRules } from './rules.js';
import { currentName, isDeprecated } from './types.js';
import { everyTask, topMembers } from './walk.js';

/** What a flow is compared with. */
export interface Checking {
  flows: FlowStore;
  rules: FlowRules;
}

/** Kestra's remarks on a valid flow. */
export interface Remarks {
  deprecationPaths: string[];
  warnings: string[];
  infos: string[];
}

/** Warnings about deprecated parts of a flow and about likely mistakes. */
export function remarksOn(flow: JsonObject, { flows, rules }: Checking): Remarks {
  const tasks = everyTask(flow, rules);
  const triggers = topMembers(flow, 'triggers');
  const types = [...tasks, ...triggers].map(({ member }) => String(member.type));
  const renamed = types.filter((type) => currentName(type, rules) !== type);
  return {
    deprecationPaths: [
      ...['taskDefaults', 'listeners'].filter((key) => key in flow),
      ...objects(flow.inputs).flatMap((input, index) => ('name' in input ? [`inputs[${index}].name`] : [])),
      ...tasks.filter(({ member }) => isDeprecated(String(member.type))).map(({ path }) => path),
    ],
    warnings: [
      ...triggers.map(({ member }) => member).flatMap(unconditional),
      ...tasks.flatMap(({ member }) => missingSubflow(member, { flows, rules })),
    ],
    infos: renamed.map((type) => `${type} is replaced by ${currentName(type, rules)}`),
  };
}

const CONDITIONS = ['conditions', 'preconditions', 'dependsOn', 'when'];

function unconditional(trigger: JsonObject): string[] {
  if (trigger.type !== coreType('trigger.Flow') || CONDITIONS.some((key) => key in trigger)) return [];
  return [
    'This flow will be triggered for EVERY execution of EVERY flow on your instance. ' +
      `We recommend adding the preconditions property to the Flow trigger '${String(trigger.id)}'.`,
  ];
}

function missingSubflow({ type, namespace, flowId }: JsonObject, { flows, rules }: Checking): string[] {
  const plain = [namespace, flowId].every((part) => typeof part === 'string' && !part.includes('{{'));
  if (currentName(String(type), rules) !== coreType('flow.Subflow') || !plain) return [];
  if (flows.find(String(namespace), String(flowId))) return [];
  return [`The subflow '${String(flowId)}' not found in namespace '${String(namespace)}'.`];
}
