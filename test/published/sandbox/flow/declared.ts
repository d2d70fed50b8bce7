import { type ApiError, invalidEntity } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { checkInputTypes } from './input-types.js';
import type { FlowRules } from './rules.js';
import { YamlError } from './yaml-errors.js';
import type { Place } from './yaml-marks.js';

const GENERIC = 'io.kestra.core.models.flows.GenericFlow';

/** The position of the value at a path in a source. Undefined if the source is not a text. */
export type PlaceOf = (path: readonly (string | number)[]) => Place;

/** Throws for a label or input that Kestra cannot read. Kestra checks these before the tasks. */
export function checkDeclared(flow: JsonObject, rules: FlowRules, place?: PlaceOf): void {
  checkInputTypes(flow.inputs, rules, {
    property: 'inputs',
    chain: GENERIC,
    place: (index) => place?.(['inputs', index, 'type']),
  });
  const wrong = unreadableLabel(flow.labels);
  if (wrong === undefined) return;
  const chain = ` (through reference chain: ${GENERIC}["labels"])`;
  throw brokenSource(YamlError.at(wrong, place?.(['labels']) ?? { line: 1, column: 1 }, chain));
}

/** A source that is not YAML. */
export function brokenSource(error: YamlError): ApiError {
  return invalidEntity(`Illegal genericflow source: ${error.message}`, [
    { message: error.message, path: 'yaml' },
  ]);
}

// Labels are a map of texts or a list with `key` and `value`. `[{team: data}]` is neither.
function unreadableLabel(labels: Json | undefined): string | undefined {
  const pairs = isObject(labels)
    ? Object.entries(labels)
    : objects(labels).map(({ key, value }) => [key, value] as const);
  const wrong = pairs.find(([, value]) => !['string', 'number', 'boolean'].includes(typeof value));
  return wrong && `Unsupported type for key: ${javaText(wrong[0])}, value: ${javaText(wrong[1])}`;
}

function javaText(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, each]) => `${key}=${javaText(each)}`)
      .join(', ')}}`;
  }
  return Array.isArray(value) ? `[${value.map(javaText).join(', ')}]` : String(value);
}
