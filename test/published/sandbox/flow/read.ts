import { stringify } from 'yaml';
import { invalidEntity } from '../http/envelope.js';
import type { JsonObject } from '../json.js';
import { checkTypes, refuse, violationsOf } from './check.js';
import { defineFlow, type FlowDefinition } from './definition.js';
import { readYaml, YamlError } from './yaml.js';

/** A flow ready to be stored. */
export interface FlowDraft {
  definition: FlowDefinition;
  source: string;
}

/** A YAML source as a flow; everything wrong with it is one 422. */
export function readFlow(source: string): FlowDraft {
  return { definition: check(parse(source)), source };
}

/** A flow sent as JSON; its source is made from it. */
export function readJsonFlow(flow: JsonObject): FlowDraft {
  return { definition: check(flow), source: stringify(flow) };
}

function check(flow: JsonObject): FlowDefinition {
  checkTypes(flow);
  const violations = violationsOf(flow);
  if (violations.length > 0) throw refuse(violations);
  return defineFlow(flow);
}

function parse(source: string): JsonObject {
  try {
    return readYaml(source);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw invalidEntity(`Illegal genericflow source: ${error.message}`, [
      { message: error.message, path: 'yaml' },
    ]);
  }
}
