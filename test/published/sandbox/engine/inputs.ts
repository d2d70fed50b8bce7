import type { InputDefinition } from '../flow/definition.js';
import { ApiError } from '../http/envelope.js';
import type { Part } from '../http/multipart.js';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import type { Scope } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';
import type { ResolvedInput } from './execution.js';
import { InputError, readInputValue } from './input-values.js';

/** What was sent for the inputs of a flow or of a pause. */
export type InputData = Readonly<Record<string, Json | undefined>>;

/** The parts of a form as input data; `keep` stores a file and gives its URI. */
export function formData(parts: readonly Part[], keep: (part: Part) => string): InputData {
  const entries = parts.map((part) => {
    // A client may send a file as a part named `files` whose file name is the input's id.
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

/** The value of each input: what was sent, else the default, else nothing. */
export function resolveInputs(
  inputs: readonly InputDefinition[],
  data: InputData,
  scope: Scope,
): ResolvedInput[] {
  return inputs.map((input) => resolve(input, data, scope));
}

/** The inputs an execution keeps; throws Kestra's 422 when one is wrong. */
export function validInputs(resolved: readonly ResolvedInput[]): JsonObject {
  const errors = resolved.flatMap(({ error }) => (error === undefined ? [] : [error]));
  if (errors.length > 0) throw new ApiError(422, `Invalid entity: ${errors.join('\n')}`);
  return Object.fromEntries(resolved.map(({ input, value }) => [input.id, value ?? null]));
}

/** One input as the validation routes show it. */
export function inputView({ input, value, isDefault, error }: ResolvedInput): object {
  const errors = error === undefined ? [] : [{ message: error, renderError: false }];
  return { input, value, enabled: true, isDefault, errors };
}

function resolve(input: InputDefinition, data: InputData, scope: Scope): ResolvedInput {
  const sent = data[input.id];
  const isDefault = sent === undefined && input.defaults !== undefined;
  const raw = isDefault ? render(input.defaults, scope) : sent;
  if (raw === undefined || raw === null) {
    return input.required
      ? { input, isDefault, error: `Missing required input:${input.id}` }
      : { input, isDefault };
  }
  try {
    return { input, value: readInputValue(raw, input), isDefault };
  } catch (error) {
    return { input, value: raw, isDefault, error: complaint(input, error) };
  }
}

function complaint(input: InputDefinition, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof InputError ? `Invalid value for input \`${input.id}\`. Cause: ${message}` : message;
}
