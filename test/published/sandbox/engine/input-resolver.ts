import { dependsOnInputs, type InputDefinition } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import { type Scope, truthy } from '../pebble/evaluate.js';
import { PebbleError } from '../pebble/lexer.js';
import { evaluateText, render } from '../pebble/render.js';
import type { ResolvedInput } from './execution.js';
import { unreadableDefault } from './input-defaults.js';
import { INPUTS_1_3, InputError, type InputRules } from './input-rules.js';
import { readInputValue } from './input-values.js';
import { putNested } from './nested.js';

/** The values that were sent for the inputs of a flow or a pause. */
export type InputData = Readonly<Record<string, Json | undefined>>;

/** What is needed to read inputs. */
export interface InputScope extends Scope {
  inputRules?: InputRules;
}

/** Determines the values of inputs, which may depend on each other. */
export class InputResolver {
  readonly #resolved = new Map<string, ResolvedInput>();
  readonly #rules: InputRules;

  constructor(
    private readonly inputs: readonly InputDefinition[],
    private readonly data: InputData,
    private readonly scope: InputScope,
  ) {
    this.#rules = scope.inputRules ?? INPUTS_1_3;
  }

  resolve(input: InputDefinition): ResolvedInput {
    const known = this.#resolved.get(input.id);
    if (known) return known;
    // While an input has no value, inputs that depend on it see none. This also ends cycles.
    this.#resolved.set(input.id, { input, isDefault: false });
    const scope = this.#scopeOf(input);
    const resolved = this.#applies(input, scope)
      ? this.#read(withValues(input, scope), scope)
      : { input, isDefault: false, disabled: true };
    this.#resolved.set(input.id, resolved);
    return resolved;
  }

  // The expression of an input can use the inputs on which it depends.
  #scopeOf(input: InputDefinition): InputScope {
    const values: JsonObject = {};
    for (const id of dependsOnInputs(input.dependsOn)) {
      const other = this.inputs.find((each) => each.id === id);
      if (other) putNested(values, id.split('.'), this.resolve(other).value ?? null);
    }
    return { ...this.scope, variables: { ...this.scope.variables, inputs: values } };
  }

  #applies({ dependsOn }: InputDefinition, scope: InputScope): boolean {
    if (!isObject(dependsOn)) return true;
    const others = dependsOnInputs(dependsOn).map((id) => this.#resolved.get(id));
    if (others.some((other) => other?.disabled)) return false;
    if (typeof dependsOn.condition !== 'string') return true;
    try {
      return truthy(render(dependsOn.condition, scope));
    } catch (error) {
      if (error instanceof PebbleError) return false;
      throw error;
    }
  }

  #read(input: InputDefinition, scope: InputScope): ResolvedInput {
    const sent = sentFor(this.data, input.id);
    const isDefault = sent === undefined && input.defaults !== undefined && input.defaults !== null;
    const raw = isDefault ? render(input.defaults, scope) : (sent ?? firstOf(input));
    if (raw === undefined || raw === null) {
      const error = `Missing required input:${input.id}`;
      return { input, isDefault, ...(input.required ? { error } : {}) };
    }
    const fault = isDefault ? unreadableDefault(raw, input) : undefined;
    if (fault !== undefined) return { input, value: raw, isDefault, error: fault };
    try {
      return { input, value: readInputValue(raw, input, this.#rules), isDefault };
    } catch (error) {
      return { input, value: raw, isDefault, error: complaint(input, error) };
    }
  }
}

// An empty text counts as missing. The execution stores inputs nested by the dots in their ids.
function sentFor(data: InputData, id: string): Json | undefined {
  const tree: Json = { ...data };
  const sent = own(tree, id) ?? id.split('.').reduce<Json | undefined>(own, tree);
  return sent === '' || sent === null ? undefined : sent;
}

function own(of: Json | undefined, key: string): Json | undefined {
  return isObject(of) && Object.hasOwn(of, key) ? of[key] : undefined;
}

// `expression` replaces the values of a choice.
function withValues(input: InputDefinition, scope: InputScope): InputDefinition {
  const { expression, ...rest } = input;
  if (typeof expression !== 'string') return input;
  const values = evaluateText(expression, scope);
  return Array.isArray(values) ? ({ ...rest, values } as InputDefinition) : input;
}

function firstOf({ autoSelectFirst, values }: InputDefinition): Json | undefined {
  return autoSelectFirst === true && Array.isArray(values) ? values[0] : undefined;
}

function complaint(input: InputDefinition, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof InputError ? `Invalid value for input \`${input.id}\`. Cause: ${message}` : message;
}
