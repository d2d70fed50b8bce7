import { stringify } from 'yaml';
import type { JsonObject } from '../json.js';
import { objects } from '../json.js';
import { refuse } from './check.js';
import { brokenSource, checkDeclared, type PlaceOf } from './declared.js';
import { defineFlow, type FlowDefinition } from './definition.js';
import type { FlowRules } from './rules.js';
import { checkShape } from './shape.js';
import { currentName } from './types.js';
import { violationsOf } from './violations.js';
import { everyTask, topMembers } from './walk.js';
import { parseYaml, type YamlSource } from './yaml.js';
import { YamlError } from './yaml-errors.js';

/** A flow that is ready to be stored. */
export interface FlowDraft {
  definition: FlowDefinition;
  source: string;
}

/** Reads a flow from YAML. All errors together are one 422. */
export function readFlow(source: string, rules: FlowRules): FlowDraft {
  const yaml = parse(source);
  const flow = withPlainDefaults(yaml);
  return { definition: check(flow, rules, yaml.place), source };
}

/** Reads a flow from JSON and creates its source. */
export function readJsonFlow(flow: JsonObject, rules: FlowRules): FlowDraft {
  return { definition: check(flow, rules), source: stringify(flow) };
}

function check(flow: JsonObject, rules: FlowRules, place?: PlaceOf): FlowDefinition {
  checkDeclared(flow, rules, place);
  checkShape(flow, rules);
  const violations = violationsOf(flow, rules);
  if (violations.length > 0) throw refuse(violations);
  return defineFlow(withCurrentNames(flow, rules));
}

function parse(source: string): YamlSource {
  try {
    return parseYaml(source);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw brokenSource(error);
  }
}

/** The source with the defaults of inputs as written, where `yes` is not a boolean. */
export function withPlainDefaults({ value, plainText }: YamlSource): JsonObject {
  if (!Array.isArray(value.inputs)) return value;
  const inputs = value.inputs.map((input, index) => {
    const text = plainText(['inputs', index, 'defaults']);
    const [one] = objects([input]);
    return one && text !== undefined && one.defaults !== null ? { ...one, defaults: text } : input;
  });
  return { ...value, inputs };
}

// The engine knows a type by its current name.
function withCurrentNames(flow: JsonObject, rules: FlowRules): JsonObject {
  const copy: JsonObject = structuredClone(flow);
  for (const { member } of [...everyTask(copy, rules), ...topMembers(copy, 'triggers')]) {
    member.type = currentName(String(member.type), rules);
  }
  for (const input of objects(copy.inputs)) input.id ??= input.name;
  return copy;
}
