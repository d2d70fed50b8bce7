import type { InputDefinition } from '../flow/definition.js';
import { invalidEntity } from '../http/envelope.js';
import type { Part } from '../http/multipart.js';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import type { ResolvedInput } from './execution.js';
import { type InputData, InputResolver, type InputScope } from './input-resolver.js';
import { storedValue } from './input-times.js';
import { putNested } from './nested.js';

/** The parts of a form as input data. `keep` stores a file and returns its URI. */
export function formData(parts: readonly Part[], keep: (part: Part) => string): InputData {
  const entries = parts.map((part) => {
    // A client may send a file in a part named `files` whose file name is the id of the input.
    const id = part.name === 'files' && part.filename !== undefined ? part.filename : part.name;
    return [id, part.filename === undefined ? part.content.toString('utf8') : keep(part)] as const;
  });
  return Object.fromEntries(entries);
}

/** A rendered map as input data. */
export function inputData(value: Json): InputData {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([id, each]) => [id, each ?? null]));
}

/** The value of each input: the sent value, or else the default. */
export function resolveInputs(
  inputs: readonly InputDefinition[],
  data: InputData,
  scope: InputScope,
): ResolvedInput[] {
  const resolver = new InputResolver(inputs, data, scope);
  return inputs.map((input) => resolver.resolve(input));
}

/** The inputs that an execution stores. Throws Kestra's 422 for the first invalid one. */
export function validInputs(resolved: readonly ResolvedInput[]): JsonObject {
  return validValues(resolved, ({ input, value }) => storedValue(value, input));
}

/** The inputs before the execution is stored. 1.x returns them in this form when an execution starts. */
export function readInputs(resolved: readonly ResolvedInput[]): JsonObject {
  return validValues(resolved, ({ value }) => value ?? null);
}

/** One input as the validation routes return it. */
export function inputView({ input, value, isDefault, error, disabled }: ResolvedInput): object {
  const errors = error === undefined ? [] : [{ message: error, renderError: false }];
  return { input, value, enabled: disabled !== true, isDefault, errors };
}

function validValues(
  resolved: readonly ResolvedInput[],
  read: (resolved: ResolvedInput) => Json,
): JsonObject {
  const wrong = resolved.find(({ error }) => error !== undefined);
  if (wrong) throw invalidEntity(wrong.error ?? '');
  const values: JsonObject = {};
  for (const each of resolved) {
    if (!each.disabled) putNested(values, each.input.id.split('.'), read(each));
  }
  return values;
}
