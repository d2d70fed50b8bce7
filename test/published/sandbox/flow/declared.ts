import { ApiError, invalidEntity } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import type { FlowRules } from './rules.js';
import { YamlError } from './yaml-errors.js';
import type { Place } from './yaml-marks.js';

const GENERIC = 'io.kestra.core.models.flows.GenericFlow';

/** Where the value at a path of a source stands; nothing for a source that is no text. */
export type PlaceOf = (path: readonly (string | number)[]) => Place;

/** Throws at a label or an input that Kestra cannot read, which it does before it looks at the tasks. */
export function checkDeclared(flow: JsonObject, rules: FlowRules, place?: PlaceOf): void {
  for (const [index, input] of objects(flow.inputs).entries()) {
    const type = typeof input.type === 'string' ? input.type : null;
    if (type !== null && rules.inputTypes.includes(type)) continue;
    throw unknownInput(type, rules, { index, at: place?.(['inputs', index, 'type']) });
  }
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

function unknownInput(
  type: string | null,
  { inputTypes }: FlowRules,
  { index, at }: { index: number; at: Place | undefined },
): ApiError {
  const path = `${GENERIC}["inputs"]->java.util.ArrayList[${index}]`;
  const source = at
    ? `(StringReader); line: ${at.line}, column: ${at.column}`
    : 'UNKNOWN; byte offset: #UNKNOWN';
  const long =
    `Could not resolve type id '${type}' as a subtype of \`io.kestra.core.models.flows.Input<java.lang.Object>\`: ` +
    `known type ids = [${inputTypes.join(', ')}] (for POJO property 'inputs')\n` +
    ` at [Source: ${source}] (through reference chain: ${path})`;
  return new ApiError(422, `Invalid entity: Invalid type: ${type}`, [
    { message: `Invalid type: ${type}`, path },
    { message: long, path },
  ]);
}

// A map of texts, or a list of `key` and `value`; `[{team: data}]` is neither.
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
