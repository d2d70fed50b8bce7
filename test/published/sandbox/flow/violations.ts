import type { Violation } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { absent } from './check.js';
import { defineLabels } from './definition.js';
import { graphFaults } from './graph-rules.js';
import type { FlowRules } from './rules.js';
import { memberViolations, triggerViolations } from './task-rules.js';
import { everyTask, topMembers } from './walk.js';

const ID = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;
const NAMESPACE = /^[a-z0-9][a-z0-9._-]*$/;

/** Finds invalid values in a source that has the shape of a flow. */
export function violationsOf(flow: JsonObject, rules: FlowRules): Violation[] {
  const faults = graphFaults(flow, rules);
  return [
    ...(faults.length > 0 ? [{ path: '', message: `Invalid Flow: ${faults.join(', ')}` }] : []),
    ...named(flow, { key: 'id', pattern: ID, most: 100 }),
    ...named(flow, { key: 'namespace', pattern: NAMESPACE, most: 150 }),
    ...(objects(flow.tasks).length === 0 ? [{ path: 'tasks', message: 'must not be empty' }] : []),
    ...everyTask(flow, rules).flatMap((task) => memberViolations(task, flow, rules)),
    ...topMembers(flow, 'triggers').flatMap((trigger) => [
      ...memberViolations(trigger, flow, rules),
      ...triggerViolations(trigger),
    ]),
    ...inputViolations(flow),
    ...labelViolations(flow.labels),
    ...outputViolations(flow),
    ...concurrencyViolations(flow.concurrency),
  ];
}

/** Finds invalid values in a single task or trigger. Paths start there. */
export function violationsOfPart(
  flow: JsonObject,
  kind: 'tasks' | 'triggers',
  rules: FlowRules,
): Violation[] {
  const [part] = topMembers(flow, kind);
  if (!part) return [];
  const found = [
    ...memberViolations(part, flow, rules),
    ...(kind === 'triggers' ? triggerViolations(part) : []),
  ];
  const prefix = new RegExp(`^(?:${kind}\\[[^\\]]*\\]|${String(part.member.id)})\\.?`);
  return found.map(({ path, message }) => ({ path: path.replace(prefix, ''), message }));
}

interface Name {
  key: 'id' | 'namespace';
  pattern: RegExp;
  most: number;
}

function named(flow: JsonObject, { key, pattern, most }: Name): Violation[] {
  const value = flow[key];
  if (value === undefined || value === null) {
    return key === 'id' ? absent(value, key) : [{ path: key, message: 'must not be null' }];
  }
  const text = String(value);
  const matches = pattern.test(text);
  return [
    ...(matches ? [] : [{ path: key, message: `must match "${pattern.source.slice(0, -1)}"` }]),
    ...(text.length > most ? [{ path: key, message: `size must be between 1 and ${most}` }] : []),
  ];
}

function inputViolations({ inputs }: JsonObject): Violation[] {
  return objects(inputs).flatMap((input, index) => {
    const { defaults, prefill, required } = input;
    const path = `inputs[${index}]`;
    const id = input.id ?? input.name;
    if (id === undefined || id === null) return absent(id, `${path}.id`);
    if (!ID.test(String(id)))
      return [{ path: `${path}.id`, message: 'must match "^[a-zA-Z0-9][.a-zA-Z0-9_-]*"' }];
    if (input.type === 'ARRAY' && !input.itemType)
      return [{ path: `${path}.itemType`, message: 'must not be null' }];
    if (defaults === undefined || defaults === null) return [];
    if (required === false) {
      const message = 'Inputs with a default value must be required, since the default is always applied.';
      return [{ path, message }];
    }
    return prefill === undefined
      ? []
      : [{ path, message: 'Inputs with a default value cannot also have a prefill.' }];
  });
}

function labelViolations(labels: Json | undefined): Violation[] {
  const keyed = isObject(labels) ? defineLabels(labels) : objects(labels);
  return keyed.flatMap(({ key, value }, index) =>
    Object.entries({ key, value })
      .filter(([, part]) => part === undefined || part === null || part === '')
      .map(([part]) => ({ path: `labels[${index}].${part}`, message: 'must not be empty' })),
  );
}

function outputViolations({ outputs }: JsonObject): Violation[] {
  return objects(outputs).flatMap((output, index) => [
    ...absent(output.id, `outputs[${index}].id`),
    ...['type', 'value']
      .filter((key) => output[key] === undefined || output[key] === null)
      .map((key) => ({ path: `outputs[${index}].${key}`, message: 'must not be null' })),
  ]);
}

function concurrencyViolations(concurrency: Json | undefined): Violation[] {
  const limit = isObject(concurrency) ? concurrency.limit : undefined;
  if (typeof limit !== 'number' || limit >= 1) return [];
  return [{ path: 'concurrency.limit', message: 'must be greater than or equal to 1' }];
}
